package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.Optional;

/** The arguments of calls as the code writes them. */
final class WrittenArguments {

  private WrittenArguments() {}

  /** The argument for a parameter of what the program's own file makes. */
  static Optional<Expr> of(Term.Made made, Parameter parameter, FinishedRun run) {
    Place at = made.site().place();
    Optional<Node> node =
        at.file() == run.file() ? run.module().tree().covering(at.span()) : Optional.empty();
    return node.filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast)
        .flatMap(call -> argument(call, parameter));
  }

  static Optional<Expr> argument(Expr.Call call, Parameter parameter) {
    boolean isCounted =
        parameter.position() >= 0
            && call.arguments().size() > parameter.position()
            && call.arguments().stream().noneMatch(Expr.Starred.class::isInstance);
    return isCounted
        ? Optional.of(call.arguments().get(parameter.position()))
        : call.keywords().stream()
            .filter(keyword -> keyword.name().filter(parameter.name()::equals).isPresent())
            .map(Node.Keyword::value)
            .findFirst();
  }
}
