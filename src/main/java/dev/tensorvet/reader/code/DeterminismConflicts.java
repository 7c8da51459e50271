package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DeterminismConflict;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the blocks of a file that ask both for the same results and for the fastest way. */
final class DeterminismConflicts implements CodeReader<DeterminismConflict> {

  @Override
  public Class<DeterminismConflict> kind() {
    return DeterminismConflict.class;
  }

  @Override
  public List<DeterminismConflict> read(SourceModule module) {
    List<DeterminismConflict> found = new ArrayList<>();
    if (Randomness.mayTuneAlgorithms(module.file().text())) {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Stmt.Assign tries
                    && isSetting(tries, Randomness::triesAlgorithms, module)) {
                  conflict(tries, module).ifPresent(found::add);
                }
              });
    }
    return found;
  }

  private static boolean isSetting(
      Stmt.Assign assign, Predicate<String> ofKind, SourceModule module) {
    return assign.targets().stream()
        .anyMatch(target -> CodeCalls.library(target, module).filter(ofKind).isPresent());
  }

  /** The last that a block says of each holds. */
  private static Optional<DeterminismConflict> conflict(Stmt.Assign tries, SourceModule module) {
    List<Stmt> block = CodeCalls.block(tries, module.tree());
    Optional<Stmt> lastTries =
        block.stream()
            .filter(
                s ->
                    s instanceof Stmt.Assign assign
                        && isSetting(assign, Randomness::triesAlgorithms, module))
            .reduce((earlier, later) -> later);
    Optional<Stmt> demands =
        block.stream().filter(s -> says(s, module).isPresent()).reduce((earlier, later) -> later);
    boolean isConflict =
        CodeCalls.is(Optional.of(tries.value()), true)
            && lastTries.filter(last -> last.id() == tries.id()).isPresent()
            && demands.filter(s -> CodeCalls.is(says(s, module), true)).isPresent();
    return isConflict
        ? Optional.of(
            new DeterminismConflict(
                new Place(module.file(), tries.span()),
                new Place(module.file(), tries.value().span()),
                new Place(module.file(), demands.get().span())))
        : Optional.empty();
  }

  /** What a statement says of determinism. */
  private static Optional<Expr> says(Stmt statement, SourceModule module) {
    return switch (statement) {
      case Stmt.Assign assign when isSetting(assign, Randomness::isDeterminism, module) ->
          Optional.of(assign.value());
      case Stmt.ExprStmt expression
          when expression.value() instanceof Expr.Call call
              && CodeCalls.isCall(call, Randomness::demandsDeterminism, module) ->
          call.arguments().stream().findFirst();
      default -> Optional.empty();
    };
  }
}
