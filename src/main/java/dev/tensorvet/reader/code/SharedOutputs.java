package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the tensors of several processes that are gathered into one: multiplying a list does not
 * copy what is in it.
 */
final class SharedOutputs {

  private final SourceModule module;

  SharedOutputs(SourceModule module) {
    this.module = module;
  }

  List<ProcessSlip> read() {
    List<ProcessSlip> found = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) ->
            Processes.gatheredInto(name)
                .flatMap(outputs -> CodeCalls.argument(call, outputs))
                .flatMap(this::repeated)
                .ifPresent(list -> found.add(slip(list, call))));
    return found;
  }

  private ProcessSlip slip(Expr list, Expr.Call gather) {
    return new ProcessSlip(
        Kind.GATHERED_INTO_ONE,
        CodeCalls.place(list, module),
        CodeCalls.text(gather.callee(), module),
        Optional.of(new Place(module.file(), gather.span())),
        Certainty.PROVEN);
  }

  /**
   * The list of one tensor, several times, that outputs surely are. One without a name is never
   * read: that call only opens the connections, say.
   */
  private Optional<Expr> repeated(Expr outputs) {
    return outputs instanceof Expr.Name list && !isChanged(list)
        ? LastValues.of(list, module).filter(SharedOutputs::isRepeated)
        : Optional.empty();
  }

  private static boolean isRepeated(Expr list) {
    return list instanceof Expr.BinOp product
        && product.operator() == Expr.BinaryOperator.MULT
        && product.left() instanceof Expr.ListExpr of
        && of.elements().size() == 1
        && of.elements().getFirst() instanceof Expr.Call
        && !(product.right() instanceof Expr.NumberLiteral times && times.text().equals("1"));
  }

  /** Whether some element of a list is given another value, or a method may do that. */
  private boolean isChanged(Expr.Name list) {
    Tree tree = module.tree();
    return tree.holds(
        node ->
            switch (node) {
              case Expr.Subscript item -> is(item.value(), list) && LastValues.isTarget(item, tree);
              case Expr.Attribute method -> is(method.value(), list);
              default -> false;
            });
  }

  private static boolean is(Expr value, Expr.Name list) {
    return value instanceof Expr.Name name && name.name().equals(list.name());
  }
}
