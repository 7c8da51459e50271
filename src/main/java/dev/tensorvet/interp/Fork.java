package dev.tensorvet.interp;

import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the code goes one of two ways by what it does not tell.
 *
 * @param test what decides
 */
record Fork(Expr test, Activation code) {

  private static final int MOST_TEXT = 60;

  /** What decides, as the code has it, in one line. */
  String text() {
    String line = code.module().file().text(test.span()).replaceAll("\\s+", " ");
    return line.length() > MOST_TEXT ? line.substring(0, MOST_TEXT - 3) + "..." : line;
  }

  /** Its place, seen from where the code is. */
  Origin in(Origin here) {
    List<Frame> stack = new ArrayList<>();
    stack.add(new Frame(code.module().file(), test.span(), code.function()));
    stack.addAll(here.stack());
    return new Origin(List.copyOf(stack), here.module());
  }
}
