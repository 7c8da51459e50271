package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.Optional;

/** The arguments of calls as the code writes them. */
final class WrittenArguments {

  private WrittenArguments() {}

  /** The argument for a parameter of what the program's own file makes. */
  static Optional<Expr> of(Term.Made made, Parameter parameter, FinishedRun run) {
    return call(made.site(), run.module()).flatMap(call -> CodeCalls.argument(call, parameter));
  }

  /** An argument that is given by its name, in a call of the program's own file. */
  static Optional<Node.Keyword> keyword(Site site, String name, FinishedRun run) {
    return call(site, run.module()).flatMap(call -> keyword(call, name));
  }

  /** The call that makes something, if it stands in a file. */
  static Optional<Expr.Call> call(Site site, SourceModule module) {
    Place at = site.place();
    Optional<Node> node =
        at.file() == module.file() ? module.tree().covering(at.span()) : Optional.empty();
    return node.map(each -> each instanceof Stmt.ExprStmt alone ? alone.value() : each)
        .filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast);
  }

  private static Optional<Node.Keyword> keyword(Expr.Call call, String name) {
    return call.keywords().stream()
        .filter(keyword -> keyword.name().filter(name::equals).isPresent())
        .findFirst();
  }
}
