package dev.tensorvet.reader.code;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.Words;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds arrays and tensors that a list holds, whose memory another variable has as well and changes
 * in place.
 */
final class KeptViews {

  private static final Set<String> APPENDING = TrainingMethod.names(TrainingMethod.APPEND);

  private KeptViews() {}

  static List<NumericSlip> in(SourceModule module) {
    List<NumericSlip> found = new ArrayList<>();
    Words words = module.file().words();
    if (Costs.mayShareMemory(words) && words.mayHoldAny(APPENDING)) {
      CodeCalls.eachMember(
          module,
          (put, method) -> {
            if (TrainingMethod.APPEND.isNamed(method.name())
                && method.value() instanceof Expr.Name
                && put.arguments().size() == 1) {
              owner(put.arguments().getFirst(), module)
                  .flatMap(variable -> changed(put, method, variable, module))
                  .ifPresent(found::add);
            }
          });
    }
    return found;
  }

  /** The variable whose memory an array or tensor is made of. */
  private static Optional<VariableEntity> owner(Expr view, SourceModule module) {
    if (!(view instanceof Expr.Call call)) {
      return Optional.empty();
    }
    Optional<Expr> of =
        CodeCalls.isCall(call, Costs::sharesArray, module)
            ? call.arguments().stream().findFirst()
            : call.callee() instanceof Expr.Attribute method && Costs.givesArray(method.name())
                ? Optional.of(undetached(method.value()))
                : Optional.empty();
    return of.filter(
            value ->
                value instanceof Expr.Name name && module.resolve(name) instanceof VariableEntity)
        .map(value -> (VariableEntity) module.resolve(value));
  }

  private static Expr undetached(Expr value) {
    return value instanceof Expr.Call call
            && call.callee() instanceof Expr.Attribute method
            && method.name().equals("detach")
        ? method.value()
        : value;
  }

  /** The first change in place that finds the list holding the same memory. */
  private static Optional<NumericSlip> changed(
      Expr.Call put, Expr.Attribute method, VariableEntity variable, SourceModule module) {
    List<Node> changes = new ArrayList<>();
    Tree.walk(
        module.tree().enclosingScope(put).orElse(module.tree().root()),
        node -> {
          if (InPlace.target(node).filter(name -> module.resolve(name).equals(variable)).isPresent()
              && KeptTensors.isKeptAt(put, node, variable, module.tree())) {
            changes.add(node);
          }
        });
    return changes.stream()
        .findFirst()
        .map(
            change ->
                new NumericSlip(
                    Kind.WRITES_KEPT_VIEW,
                    CodeCalls.text(method.value(), module),
                    CodeCalls.place(change, module),
                    variable.binding().name(),
                    Optional.empty(),
                    Optional.of(CodeCalls.place(put, module))));
  }
}
