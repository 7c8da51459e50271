package dev.tensorvet.cli;

import dev.tensorvet.report.ReportContext;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the commands over some projects, in silence, for a JVM that makes a start-up archive of what
 * it sees. The build runs it; users never do.
 *
 * <p>For short runs each command runs once, so that the classes are seen that it loads. What is
 * rare, or waited for by nobody, is left out: a JVM loads all classes of its archive at the start.
 * For long runs a check runs many times, so that it is seen which code is hot, and how it goes.
 */
final class Rehearsal {

  /** So often that what is hot in a check has been compiled in the end. */
  private static final int ROUNDS = 20;

  /** What a hook is given, of the projects that have it; the others are folders of programs. */
  private static final String PROGRAM = "train.py";

  private Rehearsal() {}

  /**
   * @param args for which runs, {@code short} or {@code long}, and the projects' folders
   */
  public static void main(String[] args) {
    boolean isLong = args[0].equals("long");
    List<Path> projects =
        Stream.of(args).skip(1).map(project -> Path.of(project).toAbsolutePath()).toList();
    for (int round = 0; round < (isLong ? ROUNDS : 1); round++) {
      for (Path project : projects) {
        if (isLong) {
          expectDone(silent(project), "check", "--no-cache");
        } else {
          rehearse(project);
        }
      }
    }
    // What Main does with the streams of the process is to be seen as well.
    StandardOutput output = new StandardOutput();
    Console.ofProcess(output).out().flush();
    if (output.failure().isPresent()) {
      throw new IllegalStateException("cannot write: " + output.failure().get());
    }
  }

  private static Console silent(Path project) {
    return new Console(
        Console.utf8(OutputStream.nullOutputStream()),
        Console.utf8(OutputStream.nullOutputStream()),
        InputStream.nullInputStream(),
        project,
        Map.of("FORCE_COLOR", "1"),
        true,
        ReportContext.PLAIN_WIDTH);
  }

  private static void rehearse(Path project) {
    Console console = silent(project);
    for (String format : List.of("text", "concise", "json")) {
      // What an earlier build left in a cache would keep classes from being loaded.
      expectDone(console, "check", "--no-cache", "--output-format", format);
    }
    if (Files.exists(project.resolve(PROGRAM))) {
      // As a hook does it.
      expectDone(console, "check", PROGRAM);
    }
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
