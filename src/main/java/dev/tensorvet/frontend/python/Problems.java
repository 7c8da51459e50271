package dev.tensorvet.frontend.python;

import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.ParseProblem;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong in a file: so much as helps, and that a file is Python 2 only once. */
final class Problems {

  private static final int MOST = 50;

  private final List<ParseProblem> found = new ArrayList<>();
  private boolean isPython2;

  void add(int start, int end, String message) {
    if (found.size() < MOST) {
      found.add(new ParseProblem(new Span(start, Math.max(start, end)), message));
    }
  }

  /** What only Python 2 has. The first tells the reader enough. */
  void python2(int start, int end, String what) {
    if (!isPython2) {
      isPython2 = true;
      add(start, end, what + ": this looks like Python 2, which is not read");
    }
  }

  void addAll(Problems others) {
    others.found.forEach(each -> add(each.span().start(), each.span().end(), each.message()));
  }

  List<ParseProblem> inOrder() {
    List<ParseProblem> sorted = new ArrayList<>(found);
    sorted.sort((a, b) -> a.span().compareTo(b.span()));
    return sorted;
  }
}
