package dev.tensorvet.cli;

import dev.tensorvet.report.ReportContext;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs the commands once over some projects, in silence, so that the JVM sees the classes that they
 * load and can put them into the start-up archive. The build runs it; users never do. What is rare,
 * or waited for by nobody, is left out: a JVM loads all classes of its archive at the start.
 */
final class Rehearsal {

  private Rehearsal() {}

  /**
   * @param args the projects' folders
   */
  public static void main(String[] args) {
    for (String project : args) {
      rehearse(Path.of(project).toAbsolutePath());
    }
    // What Main does with the streams of the process is to be seen as well.
    StandardOutput output = new StandardOutput();
    Console.ofProcess(output).out().flush();
    if (output.failure().isPresent()) {
      throw new IllegalStateException("cannot write: " + output.failure().get());
    }
  }

  private static void rehearse(Path project) {
    Console console =
        new Console(
            Console.utf8(OutputStream.nullOutputStream()),
            Console.utf8(OutputStream.nullOutputStream()),
            InputStream.nullInputStream(),
            project,
            Map.of("FORCE_COLOR", "1"),
            true,
            ReportContext.PLAIN_WIDTH);
    for (String format : List.of("text", "concise", "json")) {
      // What an earlier build left in a cache would keep classes from being loaded.
      expectDone(console, "check", "--no-cache", "--output-format", format);
    }
    // As a hook does it.
    expectDone(console, "check", "train.py");
    expectDone(console, "explain", "missing-zero-grad");
    expectDone(console, "rules");
    expectDone(console, "version");
  }

  private static void expectDone(Console console, String... arguments) {
    int code = Main.run(console, arguments);
    if (code == Main.FAILED) {
      throw new IllegalStateException("cannot rehearse " + String.join(" ", arguments));
    }
  }
}
