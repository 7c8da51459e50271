package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ProgressTest {

  private static Console console(boolean isWatched, Map<String, String> environment) {
    PrintStream nowhere = Console.utf8(new ByteArrayOutputStream());
    return new Console(
        nowhere,
        nowhere,
        InputStream.nullInputStream(),
        Path.of("."),
        environment,
        false,
        80,
        isWatched);
  }

  @Test
  void onlyAPersonIsTold() {
    assertThat(console(true, Map.of("TERM", "xterm")).isProgressShown()).isTrue();
    assertThat(console(false, Map.of("TERM", "xterm")).isProgressShown()).isFalse();
    assertThat(console(true, Map.of("TERM", "dumb")).isProgressShown()).isFalse();
    assertThat(console(true, Map.of("CI", "true")).isProgressShown()).isFalse();
    assertThat(console(true, Map.of("PRE_COMMIT", "1")).isProgressShown()).isFalse();
  }

  /** A terminal that tells when something was shown on it. */
  private static final class Terminal extends ByteArrayOutputStream {
    private final CountDownLatch shown = new CountDownLatch(1);

    @Override
    public void flush() {
      if (size() > 0) {
        shown.countDown();
      }
    }
  }

  @Test
  void theLineIsWrittenOverAndGoneAtTheEnd() throws InterruptedException {
    Terminal written = new Terminal();
    try (PrintStream to = Console.utf8(written)) {
      Progress progress = new Progress(to, "checking", 4, true, Duration.ZERO);
      progress.step();
      written.shown.await();
      progress.close();
    }
    assertThat(written.toString(StandardCharsets.UTF_8))
        .startsWith("\rchecking [")
        .doesNotContain("\n")
        .endsWith(" \r");
  }

  @Test
  void whatIsDoneSoonIsNotTold() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (PrintStream to = Console.utf8(written)) {
      new Progress(to, "checking", 4, true, Duration.ofHours(1)).close();
      new Progress(to, "checking", 4, false, Duration.ZERO).close();
    }
    assertThat(written.size()).isZero();
  }
}
