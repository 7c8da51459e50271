package dev.tensorvet.engine;

import dev.tensorvet.syntax.ParseProblem;
import dev.tensorvet.syntax.ParsedFile;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of that which could not be read. A quote or a comment sign that is missing may break
 * a line after the other: of many mistakes close together, the first ones tell enough.
 */
final class SyntaxErrors {

  /** How many of those that are close together are told. */
  private static final int FEW = 3;

  /** How many lines from one to the next are still close: there may be sound ones between. */
  private static final int CLOSE = 3;

  private SyntaxErrors() {}

  static List<ParseProblem> of(ParsedFile parsed) {
    List<ParseProblem> told = new ArrayList<>();
    int count = 0;
    int lastLine = 0;
    for (ParseProblem problem : parsed.problems()) {
      int line = parsed.source().lines().line(problem.span().start());
      count = line - lastLine <= CLOSE ? count + 1 : 1;
      lastLine = line;
      if (count <= FEW) {
        told.add(problem);
      } else if (count == FEW + 1) {
        told.add(new ParseProblem(problem.span(), "more cannot be read from here on"));
      }
    }
    return told;
  }
}
