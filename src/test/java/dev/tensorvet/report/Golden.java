package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected output on disk. {@code -Dtensorvet.bless=true} writes what comes out instead of
 * comparing it; the diff is then read as a change of specification.
 */
final class Golden {

  private static final Path ROOT = Path.of("testdata", "report");

  private Golden() {}

  static void check(String name, String actual) throws IOException {
    Path file = ROOT.resolve(name);
    if (Boolean.getBoolean("tensorvet.bless")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(file).exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
