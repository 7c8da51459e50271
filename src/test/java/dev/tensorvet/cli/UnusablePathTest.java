package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths that were named and cannot be read. */
final class UnusablePathTest {

  private final Path folder;

  UnusablePathTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(check("gone.py")).isEqualTo("2: there is no file or directory `gone.py`");
  }

  @Test
  void whatNoFileCanBeNamedIsSaid() {
    assertThat(check("a\0b.py"))
        .isEqualTo("2: there can be no file `a\0b.py`: Nul character not allowed");
  }

  private String check(String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            Console.utf8(out),
            Console.utf8(err),
            new ByteArrayInputStream(new byte[0]),
            folder,
            Map.of(),
            false);
    int code = Main.run(console, "check", path);
    console.out().flush();
    console.err().flush();
    assertThat(out.size()).isZero();
    return code + ": " + err.toString(StandardCharsets.UTF_8).strip().replace("tensorvet: ", "");
  }
}
