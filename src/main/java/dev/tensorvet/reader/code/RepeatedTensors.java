package dev.tensorvet.reader.code;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds lists of one tensor, several times, of which an element is changed in place. */
final class RepeatedTensors {

  private RepeatedTensors() {}

  /** {@code [torch.zeros(n)] * k}, and later {@code x[i] += 1}. */
  static Optional<NumericSlip> changed(Expr.BinOp times, SourceModule module) {
    boolean isOfOneTensor =
        times.left() instanceof Expr.ListExpr list
            && list.elements().size() == 1
            && list.elements().getFirst() instanceof Expr.Call made
            && Tensors.isTensor(made, module);
    if (!isOfOneTensor
        || !(module.tree().parent(times).orElse(times) instanceof Stmt.Assign assign)
        || !(assign.targets().getFirst() instanceof Expr.Name name)
        || !(module.resolve(name) instanceof VariableEntity variable)
        || variable.binding().sites().size() != 1) {
      return Optional.empty();
    }
    List<Node> changes = new ArrayList<>();
    List<Node> exchanges = new ArrayList<>();
    Tree.walk(
        module.tree().enclosingScope(times).orElse(module.tree().root()),
        node -> {
          if (InPlace.target(node).filter(of -> isElement(of, variable, module)).isPresent()) {
            changes.add(node);
          } else if (node instanceof Stmt.Assign set
              && set.targets().stream().anyMatch(of -> isElement(of, variable, module))) {
            exchanges.add(node);
          }
        });
    return changes.stream()
        .filter(change -> exchanges.isEmpty())
        .findFirst()
        .map(
            change ->
                new NumericSlip(
                    Kind.WRITES_REPEATED,
                    CodeCalls.text(times, module),
                    CodeCalls.place(change, module),
                    name.name(),
                    Optional.empty(),
                    Optional.of(CodeCalls.place(times, module))));
  }

  private static boolean isElement(Expr value, VariableEntity variable, SourceModule module) {
    return value instanceof Expr.Subscript item
        && !(item.index() instanceof Expr.Slice)
        && item.value() instanceof Expr.Name list
        && list.name().equals(variable.binding().name())
        && module.resolve(list).equals(variable);
  }
}
