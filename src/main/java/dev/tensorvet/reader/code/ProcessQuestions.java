package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Processes;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.function.Predicate;

/** The questions by which code may tell the processes of a program apart. */
final class ProcessQuestions {

  private ProcessQuestions() {}

  /** Whether a question may tell processes apart, or a program of one from one of several. */
  static boolean tells(Expr test) {
    return asks(test, Processes::mayTellProcesses);
  }

  /** Whether only some processes may come to a place, as far as its function tells. */
  static boolean areAskedAround(Node place, Tree tree) {
    return areAskedAround(place, tree, Processes::mayTellProcesses);
  }

  /** The same for the questions about what has such a name. */
  static boolean areAskedAround(Node place, Tree tree, Predicate<String> telling) {
    return CodeCalls.around(place, tree).stream()
        .anyMatch(
            node ->
                switch (node) {
                  case Stmt.If choice -> asks(choice.test(), telling);
                  case Expr.IfExp choice -> asks(choice.test(), telling);
                  default -> false;
                });
  }

  private static boolean asks(Expr test, Predicate<String> telling) {
    return Tree.holds(
        test,
        node ->
            switch (node) {
              case Expr.Name name -> telling.test(name.name());
              case Expr.Attribute member -> telling.test(member.name());
              default -> false;
            });
  }
}
