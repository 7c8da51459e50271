package dev.tensorvet.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Runs commands in a folder, as a user does. */
public final class Shell {

  /** What a command left behind. */
  public record Run(int code, String out, String err) {}

  private final Path folder;
  private final Map<String, String> environment;
  private final byte[] input;
  private final boolean isTerminal;

  private Shell(Path folder, Map<String, String> environment, byte[] input, boolean isTerminal) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.input = input.clone();
    this.isTerminal = isTerminal;
  }

  /** A shell without an environment, whose output goes into a pipe. */
  public static Shell in(Path folder) {
    return new Shell(folder.toAbsolutePath().normalize(), Map.of(), new byte[0], false);
  }

  Shell at(String below) {
    return new Shell(folder.resolve(below), environment, input, isTerminal);
  }

  Shell with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Shell(folder, more, input, isTerminal);
  }

  Shell onTerminal() {
    return new Shell(folder, environment, input, true);
  }

  Shell reading(byte[] bytes) {
    return new Shell(folder, environment, bytes, isTerminal);
  }

  Shell reading(String text) {
    return reading(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file. */
  Shell file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
    return this;
  }

  String text(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  public Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input);
    try (PrintStream outStream = Console.utf8(out);
        PrintStream errStream = Console.utf8(err)) {
      Console console =
          new Console(outStream, errStream, in, folder, environment, isTerminal, WIDTH);
      int code = Main.run(console, arguments);
      outStream.flush();
      errStream.flush();
      return new Run(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  private static final int WIDTH = 100;
}
