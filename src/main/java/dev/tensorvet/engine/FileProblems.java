package dev.tensorvet.engine;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.ParseProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What keeps a file from being understood in full. */
public final class FileProblems {

  private FileProblems() {}

  /** What could not be read of a file. */
  public static List<Problem> of(SourceModule module) {
    SourceFile file = module.file();
    List<Problem> problems = new ArrayList<>();
    file.decodingProblem()
        .ifPresent(
            p ->
                problems.add(
                    Problem.at(
                        new Place(file, new Span(p.offset(), p.offset())),
                        "encoding-error",
                        p.message())));
    module
        .parsed()
        .otherLanguage()
        .ifPresent(language -> problems.add(Problem.otherLanguage(file.path(), language)));
    for (ParseProblem p : SyntaxErrors.of(module.parsed())) {
      problems.add(Problem.at(new Place(file, p.span()), "syntax-error", p.message()));
    }
    return problems;
  }

  /** A bug of ours, which a file brought to light. */
  public static Problem internal(String path, String message, Throwable crash) {
    return new Problem(
        "internal-error", Level.ERROR, path, Optional.empty(), message + ": " + reason(crash));
  }

  private static String reason(Throwable crash) {
    if (crash instanceof OutOfMemoryError) {
      return "there is too little memory";
    }
    // The library that threw tells less than who called it.
    return crash.getClass().getSimpleName()
        + Arrays.stream(crash.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("dev.tensorvet."))
            .findFirst()
            .map(frame -> " at " + frame)
            .orElse("");
  }
}
