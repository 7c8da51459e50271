package dev.tensorvet.facts;

import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the states of compiled models that are written with the names that compiling gave them. */
final class CompiledStates {

  private final SourceModule module;
  private final Mentions mentions;

  CompiledStates(SourceModule module, Mentions mentions) {
    this.module = module;
    this.mentions = mentions;
  }

  List<StateSlip> read() {
    List<StateSlip> found = new ArrayList<>();
    if (Costs.mayCompile(module.file().text())) {
      CodeCalls.each(
          module,
          (call, name) -> {
            if (Processes.saves(name) && !call.arguments().isEmpty()) {
              Tree.walk(
                  call.arguments().getFirst(),
                  node -> {
                    if (node instanceof Expr.Call state) {
                      state(state).ifPresent(found::add);
                    }
                  });
            }
          });
    }
    return found;
  }

  /** {@code model.state_dict()} of a model that was compiled before, in the same code. */
  private Optional<StateSlip> state(Expr.Call state) {
    if (!(state.callee() instanceof Expr.Attribute method)
        || !Layers.givesState(method.name())
        || !(method.value() instanceof Expr.Name model)
        || !(module.resolve(model) instanceof VariableEntity variable)) {
      return Optional.empty();
    }
    return compiledBefore(variable, model)
        .filter(
            compiling ->
                !isLoadedSo(variable, compiling) && !mentions.isMentioned(Costs.COMPILED, module))
        .map(
            compiling ->
                new StateSlip(
                    Kind.NAMES_PREFIXED,
                    CodeCalls.place(state, module),
                    model.name(),
                    Optional.of(CodeCalls.place(compiling, module))));
  }

  /** What compiled the model, if each way to its state comes by that. */
  private Optional<Expr.Call> compiledBefore(VariableEntity variable, Expr.Name use) {
    List<BindingSite> sites =
        variable.binding().sites().stream()
            .filter(site -> site.node().start() < use.start())
            .toList();
    return sites.isEmpty()
        ? Optional.empty()
        : sites
            .getLast()
            .value()
            .filter(value -> CodeCalls.isCall(value, Costs::compiles, module))
            .filter(value -> isUnasked(value))
            .map(Expr.Call.class::cast);
  }

  private boolean isUnasked(Expr value) {
    return CodeCalls.around(value, module.tree()).stream()
        .noneMatch(
            node ->
                node instanceof Stmt.If || node instanceof Stmt.Try || node instanceof Expr.IfExp);
  }

  /** Whether the file gives a state to the same model when it is compiled. */
  private boolean isLoadedSo(VariableEntity variable, Expr.Call compiling) {
    return module
        .tree()
        .holds(
            node ->
                node instanceof Expr.Call load
                    && load.start() > compiling.end()
                    && load.callee() instanceof Expr.Attribute method
                    && TrainingMethod.LOAD_STATE.isNamed(method.name())
                    && method.value() instanceof Expr.Name name
                    && name.name().equals(variable.binding().name())
                    && module.resolve(name).equals(variable));
  }
}
