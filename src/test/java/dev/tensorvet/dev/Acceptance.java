package dev.tensorvet.dev;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.source.Decoder;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells which Python files the front end does not accept, and why: a line a file, in the order of
 * their paths. What CPython says of the same files comes from
 *
 * <pre>{@code
 * import ast, pathlib, sys, warnings
 * warnings.simplefilter("ignore")
 * for path in sorted(p for f in sys.argv[1:] for p in pathlib.Path(f).rglob("*.py") if p.is_file()):
 *     try:
 *         ast.parse(path.read_bytes())
 *     except (SyntaxError, ValueError, MemoryError, RecursionError) as problem:
 *         print(f"{path}:{getattr(problem, 'lineno', 1)}: {problem}")
 * }</pre>
 *
 * <p>and the two lists are to name the same paths.
 */
public final class Acceptance {

  private Acceptance() {}

  /**
   * @param args files and folders
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (Path file : pythonFiles(List.of(args))) {
      firstProblem(file).ifPresent(out::println);
    }
  }

  private static List<Path> pythonFiles(List<String> roots) throws IOException {
    Stream<Path> files = Stream.of();
    for (String root : roots) {
      try (Stream<Path> found = Files.walk(Path.of(root))) {
        files =
            Stream.concat(
                files,
                found
                    .filter(path -> path.toString().endsWith(".py") && Files.isRegularFile(path))
                    .toList()
                    .stream());
      }
    }
    return files.sorted().toList();
  }

  /** The first thing that is wrong with a file, with its place. */
  static Optional<String> firstProblem(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    SourceFile file =
        SourceFile.of(path.toString(), Language.PYTHON, Decoder.decode(bytes, Language.PYTHON));
    Optional<String> encoding =
        file.decodingProblem()
            .map(problem -> file.locate(problem.offset()) + ": " + problem.message());
    ParsedFile parsed = Tensorvet.parse(file);
    return encoding
        .or(
            () ->
                parsed.problems().stream()
                    .map(problem -> file.locate(problem.span().start()) + ": " + problem.message())
                    .findFirst())
        .map(problem -> path + ":" + problem);
  }
}
