package dev.tensorvet.reader.code;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds tensors that a list holds, and that are changed in place all the same. */
final class KeptTensors {

  private KeptTensors() {}

  /** A variable is changed in place whose tensor was put into a list just as it is. */
  static Optional<NumericSlip> changedBy(Stmt.AugAssign change, SourceModule module) {
    if (!(change.target() instanceof Expr.Name name)
        || !(module.resolve(name) instanceof VariableEntity variable)
        || !isAlwaysTensor(variable, module)) {
      return Optional.empty();
    }
    Node scope = module.tree().enclosingScope(change).orElse(module.tree().root());
    List<Expr.Call> puts = new ArrayList<>();
    Tree.walk(
        scope,
        node -> {
          if (node instanceof Expr.Call call
              && call.callee() instanceof Expr.Attribute method
              && TrainingMethod.APPEND.isNamed(method.name())
              && method.value() instanceof Expr.Name
              && call.arguments().size() == 1
              && call.arguments().getFirst() instanceof Expr.Name given
              && variable.equals(module.resolve(given))) {
            puts.add(call);
          }
        });
    return puts.stream()
        .filter(put -> isKeptAt(put, change, variable, module.tree()))
        .findFirst()
        .map(
            put ->
                new NumericSlip(
                    Kind.WRITES_KEPT,
                    CodeCalls.text(((Expr.Attribute) put.callee()).value(), module),
                    CodeCalls.place(change, module),
                    name.name(),
                    Optional.empty(),
                    Optional.of(CodeCalls.place(put, module))));
  }

  private static boolean isAlwaysTensor(VariableEntity variable, SourceModule module) {
    List<BindingSite> sites =
        variable.binding().sites().stream()
            .filter(site -> site.kind() != BindingSite.Kind.AUGMENTED)
            .toList();
    return !sites.isEmpty()
        && sites.stream()
            .allMatch(site -> site.value().filter(v -> Tensors.isTensor(v, module)).isPresent());
  }

  /**
   * Whether a list holds the tensor whenever it is changed: it was put there before, in the same
   * block or one around, or in an earlier turn of a loop that makes no new one.
   */
  static boolean isKeptAt(Expr.Call put, Node change, VariableEntity variable, Tree tree) {
    int kept = put.end();
    int changed = change.start();
    boolean isBefore =
        kept <= changed
            && tree.statement(put).stream()
                .flatMap(statement -> CodeCalls.block(statement, tree).stream())
                .anyMatch(statement -> statement.span().contains(change.span()))
            && isOneTensor(new Span(kept, changed), variable);
    Optional<Node> loop = CodeCalls.innermostLoop(change, tree);
    return isBefore
        || loop.filter(
                turns ->
                    CodeCalls.innermostLoop(put, tree).filter(l -> l.id() == turns.id()).isPresent()
                        && isOneTensor(turns.span(), variable))
            .isPresent();
  }

  /** Whether a variable gets no other value in a stretch of code. */
  private static boolean isOneTensor(Span code, VariableEntity variable) {
    return variable.binding().sites().stream()
        .filter(site -> site.kind() != BindingSite.Kind.AUGMENTED)
        .noneMatch(site -> code.contains(site.node().start()));
  }
}
