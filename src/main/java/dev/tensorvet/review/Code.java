package dev.tensorvet.review;

import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.Optional;
import java.util.function.Consumer;

/** What a function's code does, or a file's own. */
record Code(FileSurvey survey, Optional<FunctionEntity> function) {

  /** The function whose code a call is; none for a file's own. */
  static Code around(Expr.Call call, FileSurvey survey) {
    Optional<Node> scope = survey.module().tree().enclosingScope(call);
    while (scope.isPresent()) {
      if (scope.get() instanceof Stmt.FunctionDef def
          && survey.module().definition(def) instanceof FunctionEntity function) {
        return new Code(survey, Optional.of(function));
      }
      scope = survey.module().tree().enclosingScope(scope.get());
    }
    return new Code(survey, Optional.empty());
  }

  Node node() {
    return function.map(FunctionEntity::node).orElse(survey.module().tree().root());
  }

  CodeView view() {
    return survey.view();
  }

  /** Walks the code, but not that of the functions and classes in it. */
  void walk(Consumer<Node> visitor) {
    walk(node(), visitor);
  }

  /** The same for the code of any node. */
  static void walk(Node code, Consumer<Node> visitor) {
    Tree.walkWhere(
        code,
        node -> {
          boolean isOther =
              node != code
                  && (node instanceof Stmt.FunctionDef
                      || node instanceof Stmt.ClassDef
                      || node instanceof Expr.Lambda);
          if (!isOther) {
            visitor.accept(node);
          }
          return !isOther;
        });
  }
}
