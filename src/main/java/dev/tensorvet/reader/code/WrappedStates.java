package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the states of models that are written with the names that a wrapper gave them: by compiling
 * or by a copy for each device.
 */
final class WrappedStates {

  private final SourceModule module;
  private final Mentions mentions;

  WrappedStates(SourceModule module, Mentions mentions) {
    this.module = module;
    this.mentions = mentions;
  }

  List<StateSlip> read() {
    List<StateSlip> found = new ArrayList<>();
    String code = module.file().text();
    if (Costs.mayCompile(code) || Wrapper.mayHideMembers(code)) {
      CodeCalls.each(
          module,
          (call, name) -> {
            if (Processes.saves(name) && !call.arguments().isEmpty()) {
              Tree.walk(
                  call.arguments().getFirst(),
                  node -> {
                    if (node instanceof Expr.Call state) {
                      state(state, call).ifPresent(found::add);
                    }
                  });
            }
          });
    }
    return found;
  }

  /** {@code model.state_dict()} of a model that was wrapped before, in the same code. */
  private Optional<StateSlip> state(Expr.Call state, Expr.Call save) {
    if (!(state.callee() instanceof Expr.Attribute method)
        || !Layers.givesState(method.name())
        || !(method.value() instanceof Expr.Name model)
        || !(module.resolve(model) instanceof VariableEntity variable)) {
      return Optional.empty();
    }
    Optional<Expr> wrapped = valueBefore(variable, model).filter(this::isUnasked);
    boolean isCompiled =
        wrapped.filter(value -> CodeCalls.isCall(value, Costs::compiles, module)).isPresent();
    if (!isCompiled && wrapped.filter(this::isForDevices).isEmpty()) {
      return Optional.empty();
    }
    Expr wrapping = wrapped.get();
    List<Expr.Call> loads = loads(variable);
    boolean isSaved =
        loads.stream().noneMatch(load -> load.start() > wrapping.end())
            && (isCompiled
                ? !mentions.isMentioned(Costs.COMPILED, module)
                : isResumedUnwrapped(loads, state, save));
    return isSaved
        ? Optional.of(
            new StateSlip(
                isCompiled ? Kind.NAMES_PREFIXED : Kind.NAMES_OF_WRAPPER,
                CodeCalls.place(state, module),
                model.name(),
                Optional.of(CodeCalls.place(wrapping, module))))
        : Optional.empty();
  }

  /** What a variable holds at a place, by the last line before it that gives it a value. */
  private static Optional<Expr> valueBefore(VariableEntity variable, Expr.Name use) {
    List<BindingSite> sites =
        variable.binding().sites().stream()
            .filter(site -> site.node().start() < use.start())
            .toList();
    return sites.isEmpty() ? Optional.empty() : sites.getLast().value();
  }

  /** {@code nn.DataParallel(model).cuda()} */
  private boolean isForDevices(Expr value) {
    return value instanceof Expr.Call call
        && (CodeCalls.library(call.callee(), module)
                .flatMap(Wrapper::of)
                .filter(Wrapper::hidesMembers)
                .isPresent()
            || (call.callee() instanceof Expr.Attribute method
                && Devices.converts(method.name())
                && isForDevices(method.value())));
  }

  /**
   * Whether what is saved is loaded into the model, in a file that does not speak of the model
   * within the wrapper.
   */
  private boolean isResumedUnwrapped(List<Expr.Call> loads, Expr.Call state, Expr.Call save) {
    return loads.stream().anyMatch(load -> isOfSaved(load, state, save))
        && !Wrapper.mayNameWrapped(module.file().text());
  }

  /**
   * Whether a model is given the part of a checkpoint under whose name its state is written, and
   * another object one that is written beside it: that is no checkpoint of others.
   */
  private boolean isOfSaved(Expr.Call load, Expr.Call state, Expr.Call save) {
    if (load.arguments().size() > 1
        || !load.keywords().isEmpty()
        || !(save.arguments().getFirst() instanceof Expr.Dict saved)) {
      return false;
    }
    boolean isSame = false;
    Set<String> others = new HashSet<>();
    for (Node.DictItem item : saved.items()) {
      Optional<String> key = item.key().flatMap(WrappedStates::text);
      if (item.value().id() == state.id()) {
        isSame = key.isPresent() && key.equals(part(load));
      } else {
        key.ifPresent(others::add);
      }
    }
    return isSame
        && module
            .tree()
            .holds(
                node ->
                    node instanceof Expr.Call other
                        && isLoad(other)
                        && part(other).filter(others::contains).isPresent());
  }

  /** The {@code "model"} of {@code model.load_state_dict(checkpoint["model"])} */
  private static Optional<String> part(Expr.Call load) {
    return load.arguments().getFirst() instanceof Expr.Subscript part
        ? text(part.index())
        : Optional.empty();
  }

  private static Optional<String> text(Expr value) {
    return value instanceof Expr.StringLiteral text ? Optional.of(text.value()) : Optional.empty();
  }

  private boolean isUnasked(Expr value) {
    return CodeCalls.around(value, module.tree()).stream()
        .noneMatch(
            node ->
                node instanceof Stmt.If || node instanceof Stmt.Try || node instanceof Expr.IfExp);
  }

  /** Where the file gives a state to a model by its variable. */
  private List<Expr.Call> loads(VariableEntity variable) {
    List<Expr.Call> loads = new ArrayList<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call load
                  && isLoad(load)
                  && load.callee() instanceof Expr.Attribute method
                  && method.value() instanceof Expr.Name name
                  && module.resolve(name).equals(variable)) {
                loads.add(load);
              }
            });
    return loads;
  }

  private static boolean isLoad(Expr.Call call) {
    return call.callee() instanceof Expr.Attribute method
        && TrainingMethod.LOAD_STATE.isNamed(method.name())
        && !call.arguments().isEmpty();
  }
}
