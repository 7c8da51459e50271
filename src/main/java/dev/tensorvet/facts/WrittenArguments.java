package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.Optional;

/** The arguments of calls as the code writes them. */
final class WrittenArguments {

  private WrittenArguments() {}

  /** The argument for a parameter of what the program's own file makes. */
  static Optional<Expr> of(Term.Made made, int position, String name, FinishedRun run) {
    Place at = made.site().place();
    Optional<Node> node =
        at.file() == run.file() ? run.module().tree().covering(at.span()) : Optional.empty();
    return node.filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast)
        .flatMap(call -> argument(call, position, name));
  }

  private static Optional<Expr> argument(Expr.Call call, int position, String name) {
    boolean isCounted =
        call.arguments().size() > position
            && call.arguments().stream().noneMatch(Expr.Starred.class::isInstance);
    return isCounted
        ? Optional.of(call.arguments().get(position))
        : call.keywords().stream()
            .filter(keyword -> keyword.name().filter(name::equals).isPresent())
            .map(Node.Keyword::value)
            .findFirst();
  }
}
