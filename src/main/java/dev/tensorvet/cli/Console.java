package dev.tensorvet.cli;

import dev.tensorvet.report.ReportContext;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a command runs: its streams, its directory, its environment. UTF-8 whatever the platform
 * says.
 *
 * @param isTerminal whether the output goes to a terminal
 * @param width how many columns a line of the output may take
 * @param isWatched whether what goes to standard error goes to a terminal
 */
public record Console(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Path workingDirectory,
    Map<String, String> environment,
    boolean isTerminal,
    int width,
    boolean isWatched) {

  /** Below, a frame with code in it is no longer one. */
  private static final int NARROWEST = 40;

  /** A console whose standard error nobody watches. */
  public Console(
      PrintStream out,
      PrintStream err,
      InputStream in,
      Path workingDirectory,
      Map<String, String> environment,
      boolean isTerminal,
      int width) {
    this(out, err, in, workingDirectory, environment, isTerminal, width, false);
  }

  /**
   * The console of this process. The launcher, which can ask, says whether it is a terminal, and
   * how wide.
   *
   * @param out where the output goes
   */
  static Console ofProcess(OutputStream out) {
    return new Console(
        utf8(out),
        utf8(new FileOutputStream(FileDescriptor.err)),
        System.in,
        currentDirectory(),
        System.getenv(),
        Boolean.getBoolean("tensorvet.terminal"),
        Math.max(NARROWEST, Integer.getInteger("tensorvet.columns", ReportContext.PLAIN_WIDTH)),
        Boolean.getBoolean("tensorvet.watched"));
  }

  /** What is not UTF-8 in the directory's name is lost in the one that the JVM knows. */
  private static Path currentDirectory() {
    Path known = Path.of("").toAbsolutePath();
    if (Files.isDirectory(known)) {
      return known;
    }
    try {
      // Where names are bytes, the system can say it in bytes.
      return Path.of("/proc/self/cwd").toRealPath();
    } catch (IOException notThere) {
      return known;
    }
  }

  /** A stream that holds its bytes until it is flushed. */
  public static PrintStream utf8(OutputStream to) {
    return new PrintStream(new BufferedOutputStream(to, 1 << 16), false, StandardCharsets.UTF_8);
  }

  /** Whether to colour, by the user's wish, else by the environment, else on a terminal. */
  boolean colours(ColorChoice choice) {
    return switch (choice) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
          yield false;
        }
        String forced = environment.getOrDefault("FORCE_COLOR", "");
        yield (!forced.isEmpty() && !forced.equals("0")) || isTerminal;
      }
    };
  }

  /**
   * Whether to tell how far a run has come: to a person, on a terminal that can write a line over.
   * What pre-commit and CI run looks like a terminal and is none.
   */
  boolean isProgressShown() {
    return isWatched
        && !environment.getOrDefault("TERM", "").equals("dumb")
        && List.of("CI", "PRE_COMMIT").stream()
            .allMatch(name -> environment.getOrDefault(name, "").isEmpty());
  }

  /** When to colour. */
  enum ColorChoice {
    AUTO,
    ALWAYS,
    NEVER
  }
}
