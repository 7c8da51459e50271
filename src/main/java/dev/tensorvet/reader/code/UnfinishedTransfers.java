package dev.tensorvet.reader.code;

import dev.tensorvet.facts.UnfinishedTransfer;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the transfers between processes whose handle a file's code drops. */
final class UnfinishedTransfers implements CodeReader<UnfinishedTransfer> {

  @Override
  public Class<UnfinishedTransfer> kind() {
    return UnfinishedTransfer.class;
  }

  @Override
  public List<UnfinishedTransfer> read(SourceModule module) {
    List<UnfinishedTransfer> found = new ArrayList<>();
    if (Processes.mayNameTransfer(module.file().text())) {
      module
          .tree()
          .walk(
              node ->
                  dropped(node, module)
                      .filter(call -> begins(call, module))
                      .ifPresent(
                          call ->
                              found.add(
                                  new UnfinishedTransfer(
                                      module.file().text(call.callee().span()),
                                      new Place(module.file(), call.span())))));
    }
    return found;
  }

  /** A call whose result is not kept, or in a variable that nobody reads. */
  private static Optional<Expr.Call> dropped(Node node, SourceModule module) {
    return switch (node) {
      case Stmt.ExprStmt statement when statement.value() instanceof Expr.Call call ->
          Optional.of(call);
      case Stmt.Assign assign
          when assign.value() instanceof Expr.Call call
              && assign.targets().size() == 1
              && assign.targets().getFirst() instanceof Expr.Name name
              && begins(call, module)
              && isNeverRead(name, module) ->
          Optional.of(call);
      default -> Optional.empty();
    };
  }

  private static boolean begins(Expr.Call call, SourceModule module) {
    return module.resolve(call.callee()) instanceof LibraryEntity library
        && (Processes.beginsTransfer(library.qualifiedName())
            || (Processes.isCollective(library.qualifiedName())
                && call.keyword(Processes.IN_BACKGROUND)
                    .filter(on -> on instanceof Expr.BooleanLiteral flag && flag.value())
                    .isPresent()
                && !isEnded(call, module)));
  }

  /** Whether something further down in the same function ends all that was begun before it. */
  private static boolean isEnded(Expr.Call begun, SourceModule module) {
    return Tree.holds(
        module.scopeAt(begun).node(),
        node ->
            node instanceof Expr.Call call
                && call.start() > begun.end()
                && CodeCalls.library(call.callee(), module)
                    .filter(Processes::endsCollectives)
                    .isPresent());
  }

  private static boolean isNeverRead(Expr.Name name, SourceModule module) {
    if (!(module.resolve(name) instanceof VariableEntity variable)
        || module.scope().binding(name.name()).filter(variable.binding()::equals).isPresent()
        || variable.binding().sites().stream()
            .anyMatch(site -> site.kind() != BindingSite.Kind.ASSIGNMENT)) {
      return false;
    }
    int[] mentions = {0};
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Name other
                  && other.name().equals(name.name())
                  && module.resolve(other).equals(variable)) {
                mentions[0]++;
              }
            });
    return mentions[0] == variable.binding().sites().size();
  }
}
