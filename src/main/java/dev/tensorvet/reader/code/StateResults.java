package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StateResult;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds where a file's code takes what {@code load_state_dict} gives for the module. */
final class StateResults implements CodeReader<StateResult> {

  @Override
  public Class<StateResult> kind() {
    return StateResult.class;
  }

  @Override
  public List<StateResult> read(SourceModule module) {
    List<StateResult> found = new ArrayList<>();
    if (TrainingMethod.names(TrainingMethod.LOAD_STATE).stream()
        .anyMatch(module.file().text()::contains)) {
      CodeCalls.eachMember(
          module,
          (call, method) -> {
            if (TrainingMethod.LOAD_STATE.isNamed(method.name())) {
              read(call, method.value(), module).ifPresent(found::add);
            }
          });
    }
    return found;
  }

  private static Optional<StateResult> read(Expr.Call call, Expr receiver, SourceModule module) {
    Node parent = module.tree().parent(call).orElse(call);
    boolean isMember =
        parent instanceof Expr.Attribute member && Layers.isModuleMember(member.name());
    boolean isAssigned =
        parent instanceof Stmt.Assign assign
            && assign.targets().size() == 1
            && (receiver instanceof Expr.Call
                || CodeCalls.text(assign.targets().getFirst(), module)
                    .equals(CodeCalls.text(receiver, module)));
    Proofs known = known(receiver, module);
    boolean isTaken =
        isMember || (isAssigned && (known.isModule || !(receiver instanceof Expr.Call)));
    if (!isTaken || known.hasOwn || isSuper(receiver)) {
      return Optional.empty();
    }
    return Optional.of(
        new StateResult(
            CodeCalls.place(call, module),
            parent instanceof Stmt.Assign assign
                ? Optional.of(CodeCalls.text(assign.targets().getFirst(), module))
                : Optional.empty(),
            parent instanceof Expr.Attribute member ? Optional.of(member.name()) : Optional.empty(),
            isAssigned && !(receiver instanceof Expr.Call)
                ? Optional.of(new Span(parent.start(), call.start()))
                : Optional.empty(),
            known.isModule ? Certainty.PROVEN : Certainty.LIKELY));
  }

  private static boolean isSuper(Expr receiver) {
    return receiver instanceof Expr.Call call
        && call.callee() instanceof Expr.Name name
        && name.name().equals("super");
  }

  /**
   * What is known of the object that gets the state.
   *
   * @param isModule whether it takes the state as all modules do
   * @param hasOwn whether it may take it in a way of its own
   */
  private record Proofs(boolean isModule, boolean hasOwn) {}

  private static Proofs known(Expr receiver, SourceModule module) {
    Stream<Expr> values =
        receiver instanceof Expr.Name name
                && module.resolve(name) instanceof VariableEntity variable
            ? variable.binding().sites().stream().flatMap(site -> site.value().stream())
            : Stream.of(receiver);
    List<ClassEntity> types =
        values
            .flatMap(value -> value instanceof Expr.Call made ? Stream.of(made) : Stream.empty())
            .flatMap(
                made ->
                    module.resolve(made.callee()) instanceof ClassEntity type
                        ? Stream.of(type)
                        : Stream.empty())
            .toList();
    List<MethodLookup> methods =
        TrainingMethod.names(TrainingMethod.LOAD_STATE).stream()
            .flatMap(name -> types.stream().map(type -> type.lookup(name)))
            .toList();
    return new Proofs(
        !methods.isEmpty() && methods.stream().allMatch(MethodLookup.InLibrary.class::isInstance),
        methods.stream().anyMatch(MethodLookup.Found.class::isInstance));
  }
}
