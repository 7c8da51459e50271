package dev.tensorvet.frontend.python;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParseProblem;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.workspace.DiskFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Python to try things on. */
final class Samples {

  private Samples() {}

  /** All Python files of testdata, in the order of their paths. */
  static List<SourceFile> all() throws IOException {
    DiskFiles disk = new DiskFiles(Path.of(""));
    try (Stream<Path> files = Files.walk(Path.of("testdata"))) {
      return files
          .filter(path -> path.toString().endsWith(".py") && Files.isRegularFile(path))
          .sorted()
          .map(path -> disk.read(path).orElseThrow())
          .toList();
    }
  }

  static ParsedFile parse(String text) {
    return Tensorvet.parse(SourceFile.of("sample.py", Language.PYTHON, text));
  }

  /** What is wrong with a text: {@code 1:5-1:6 message}. */
  static List<String> problems(String text) {
    ParsedFile parsed = parse(text);
    return parsed.problems().stream().map(problem -> describe(parsed, problem)).toList();
  }

  private static String describe(ParsedFile parsed, ParseProblem problem) {
    return parsed.source().locate(problem.span().start())
        + "-"
        + parsed.source().locate(problem.span().end())
        + " "
        + problem.message();
  }
}
