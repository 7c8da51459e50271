package dev.tensorvet.syntax;

import java.util.List;
import java.util.function.Consumer;

/** The children that a node holds in two lists, in the order of the text. */
final class Children {

  private Children() {}

  /** Arguments and keywords, which the text may mix: {@code f(a, k=1, *b)}. */
  static void inOrder(
      List<Expr> arguments, List<Node.Keyword> keywords, Consumer<? super Node> to) {
    int next = 0;
    for (Expr argument : arguments) {
      while (next < keywords.size() && keywords.get(next).start() < argument.start()) {
        to.accept(keywords.get(next++));
      }
      to.accept(argument);
    }
    while (next < keywords.size()) {
      to.accept(keywords.get(next++));
    }
  }

  static void inPairs(List<Expr> keys, List<Pattern> patterns, Consumer<? super Node> to) {
    for (int i = 0; i < keys.size(); i++) {
      to.accept(keys.get(i));
      to.accept(patterns.get(i));
    }
  }
}
