package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LightningSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.requirement.VersionRange;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the methods of a module that Lightning calls while it trains and evaluates. */
final class LightningHooks {

  private final SourceModule module;
  private final Frameworks frameworks;
  private final LightningClass owner;
  private final Proof isManual;
  private final Supplier<VersionRange> versions;
  private final LightningNotes notes;

  LightningHooks(
      SourceModule module,
      Frameworks frameworks,
      LightningClass owner,
      Proof isManual,
      Supplier<VersionRange> versions,
      LightningNotes notes) {
    this.module = module;
    this.frameworks = frameworks;
    this.owner = owner;
    this.isManual = isManual;
    this.versions = versions;
    this.notes = notes;
  }

  void read() {
    for (Stmt.FunctionDef method : owner.methods()) {
      if (method.name().equals(ManualOptimization.STEP)) {
        step(method);
      }
      if (LightningApi.isHookOfLoop(method.name())) {
        Tree.walk(method, this::device);
      }
      if (LightningApi.isEvaluationStep(method.name())) {
        evaluation(method);
      }
      if (isManual == Proof.YES && !TrainingMethod.BACKWARD.isNamed(method.name())) {
        Tree.walk(method, this::bypass);
      }
      if (isManual == Proof.NO) {
        Tree.walk(method, node -> stepped(node, method));
      }
      Tree.walk(method, node -> saved(node, method));
    }
  }

  // --- the training step

  private void step(Stmt.FunctionDef step) {
    boolean isNumbered =
        step.parameters().all().stream()
            .anyMatch(
                p -> p.name().equals(LightningApi.OPTIMIZER_INDEX) && p.defaultValue().isEmpty());
    VersionRange range = versions.get();
    if (isNumbered && !range.isBefore(LightningApi.MANUAL_ONLY)) {
      notes.add(
          Kind.OPTIMIZER_NUMBERED,
          step,
          LightningApi.OPTIMIZER_INDEX,
          "",
          Optional.empty(),
          range.isFrom(LightningApi.MANUAL_ONLY) ? Certainty.PROVEN : Certainty.LIKELY);
    }
    if (isManual != Proof.NO
        || LightningClass.isSketch(step)
        || !step.decorators().isEmpty()
        || owner.defines(LightningApi.FORMER_STEP_END)) {
      return;
    }
    Tree.walk(step, this::doneTwice);
    List<Stmt.Return> returns = LightningClass.returns(step);
    boolean isSilent =
        returns.stream().allMatch(r -> r.value().isEmpty())
            && !Tree.holds(step, n -> n instanceof Expr.Yield || n instanceof Stmt.Raise);
    if (isSilent) {
      notes.add(Kind.NOTHING_RETURNED, step, owner.type().name());
    }
    returns.stream().flatMap(r -> r.value().stream()).forEach(this::result);
  }

  private void result(Expr result) {
    switch (result) {
      case Expr.Dict dict -> {
        boolean isOpen = false;
        Optional<Expr> loss = Optional.empty();
        for (Node.DictItem item : dict.items()) {
          if (!(item.key().orElse(result) instanceof Expr.StringLiteral key)) {
            isOpen = true;
          } else if (key.value().equals(LightningApi.LOSS)) {
            loss = Optional.of(item.value());
          }
        }
        if (loss.isEmpty() && !isOpen) {
          notes.add(Kind.NO_LOSS, dict, LightningApi.LOSS);
        }
        loss.filter(this::isCut).ifPresent(l -> notes.add(Kind.LOSS_DETACHED, l, notes.text(l)));
      }
      default -> {
        if (isCut(result)) {
          notes.add(Kind.LOSS_DETACHED, result, notes.text(result));
        }
      }
    }
  }

  /** Whether a value is given back without the graph that it was computed by. */
  private boolean isCut(Expr value) {
    return value instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && LightningApi.cutsGraph(method.name())
        && call.arguments().isEmpty();
  }

  /** In automatic mode, Lightning zeroes, computes gradients and steps by itself. */
  private void doneTwice(Node node) {
    if (node instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && (isBackward(call, method)
            || LightningClass.isOwn(method, LightningApi.MANUAL_BACKWARD)
            || (isStepOfOptimizer(method) && isGivenOptimizer(method.value())))) {
      notes.add(Kind.DONE_TWICE, call, notes.text(call.callee()), owner.type().name());
    }
  }

  private static boolean isStepOfOptimizer(Expr.Attribute method) {
    return TrainingMethod.STEP.isNamed(method.name())
        || TrainingMethod.ZERO_GRADIENTS.isNamed(method.name());
  }

  private boolean isGivenOptimizer(Expr value) {
    return given(value, ManualOptimization.GIVER);
  }

  /** Whether a value is what a method of the module gives: the call itself, or kept of it. */
  private boolean given(Expr value, String giver) {
    return switch (value) {
      case Expr.Call call -> LightningClass.isOwn(call.callee(), giver);
      case Expr.Subscript part -> given(part.value(), giver);
      case Expr.Name name -> keptOf(name).filter(kept -> given(kept, giver)).isPresent();
      default -> false;
    };
  }

  /** What a variable, or each of several at once, was given and nothing else. */
  private Optional<Expr> keptOf(Expr.Name name) {
    return module
        .scopeAt(name)
        .visible(name.name())
        .map(Binding::sites)
        .filter(sites -> sites.size() == 1)
        .map(List::getFirst)
        .filter(site -> site.node() instanceof Stmt.Assign)
        .map(site -> ((Stmt.Assign) site.node()).value());
  }

  private static boolean isBackward(Expr.Call call, Expr.Attribute method) {
    return TrainingMethod.BACKWARD.isNamed(method.name())
        && !LightningClass.isSelf(method.value())
        && call.arguments().isEmpty();
  }

  private void bypass(Node node) {
    if (node instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && isBackward(call, method)
        && !LightningApi.goesThroughStrategy(notes.text(method.value()))) {
      notes.add(Kind.BACKWARD_BYPASSED, call, notes.text(method.value()));
    }
  }

  private void stepped(Node node, Stmt.FunctionDef method) {
    boolean isOwnStep =
        method.name().equals(LightningApi.SCHEDULER_STEP)
            || owner.defines(LightningApi.SCHEDULER_STEP);
    if (!isOwnStep
        && node instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute step
        && TrainingMethod.STEP.isNamed(step.name())
        && given(step.value(), LightningApi.SCHEDULERS_GIVER)) {
      notes.add(Kind.SCHEDULER_STEPPED, call, notes.text(step.value()), owner.type().name());
    }
  }

  // --- devices

  private void device(Node node) {
    if (!(node instanceof Expr.Call call)) {
      return;
    }
    if (call.callee() instanceof Expr.Attribute method
        && Devices.movesToGpu(method.name())
        && call.arguments().isEmpty()
        && call.keywords().isEmpty()) {
      notes.add(Kind.MOVED_BY_HAND, call, notes.text(call));
    } else if (call.callee() instanceof Expr.Attribute method
        && Devices.converts(method.name())
        && call.arguments().stream().anyMatch(this::isCard)) {
      notes.add(Kind.MOVED_BY_HAND, call, notes.text(call));
    } else if (call.keyword(Devices.ARGUMENT).filter(this::isCard).isPresent()) {
      notes.add(Kind.MOVED_BY_HAND, call, notes.text(call));
    }
    call.arguments().forEach(given -> madeOnCpu(given, call));
  }

  private boolean isCard(Expr value) {
    return switch (value) {
      case Expr.StringLiteral text -> Devices.isGpu(text.value());
      case Expr.Call call ->
          CodeCalls.isCall(call, Devices::makesDevice, module)
              && call.arguments().stream().anyMatch(this::isCard);
      default -> false;
    };
  }

  /** A new tensor that nothing has put where the module is, given to the module or one of it. */
  private void madeOnCpu(Expr given, Expr.Call to) {
    boolean isModule =
        LightningClass.isSelf(to.callee())
            || (to.callee() instanceof Expr.Attribute member
                && LightningClass.isSelf(member.value())
                && holdsModule(member.name()));
    if (isModule
        && given instanceof Expr.Name name
        && CodeCalls.onlyValue(name, module).orElse(given) instanceof Expr.Call made
        && CodeCalls.isCall(made, Devices::makesOnDefault, module)
        && made.keyword(Devices.ARGUMENT).isEmpty()
        && !CodeCalls.isOpen(made)) {
      notes.add(
          Kind.MADE_ON_CPU,
          made,
          name.name(),
          notes.text(to.callee()),
          Optional.of(notes.place(given)),
          Certainty.PROVEN);
    }
  }

  private boolean holdsModule(String member) {
    return owner.line().stream()
        .anyMatch(
            type ->
                type.attributeSites(member).stream()
                    .flatMap(site -> site.value().stream())
                    .anyMatch(value -> isModule(value, type.module())));
  }

  private boolean isModule(Expr value, SourceModule in) {
    return value instanceof Expr.Call call
        && switch (in.resolve(call.callee())) {
          case ClassEntity type -> Layers.isModule(type);
          case LibraryEntity library ->
              frameworks.role(library.qualifiedName()).filter(Role::isModule).isPresent();
          default -> false;
        };
  }

  // --- evaluation

  private void evaluation(Stmt.FunctionDef step) {
    if (module.file().text().contains(LightningApi.INFERENCE_MODE)) {
      return;
    }
    Tree.walk(
        step,
        node -> {
          if (node instanceof Expr.Call call
              && (isGradient(call)
                  || (call.callee() instanceof Expr.Attribute method
                      && (isBackward(call, method)
                          || LightningClass.isOwn(method, LightningApi.MANUAL_BACKWARD))))) {
            notes.add(Kind.GRADIENT_IN_EVALUATION, call, notes.text(call.callee()), step.name());
          }
        });
  }

  private boolean isGradient(Expr.Call call) {
    return CodeCalls.library(call.callee(), module)
        .flatMap(Effects::of)
        .filter(e -> e == Effects.Effect.GRADIENT)
        .isPresent();
  }

  // --- files

  private void saved(Node node, Stmt.FunctionDef method) {
    if (node instanceof Expr.Call call
        && CodeCalls.isCall(call, Processes::saves, module)
        && !call.arguments().isEmpty()
        && holdsOwnState(call.arguments().getFirst())
        && method.name().startsWith("on_")
        && LightningApi.rankWords().stream().noneMatch(notes.text(method)::contains)) {
      notes.add(Kind.SAVED_BY_HAND, call, notes.text(call.callee()), method.name());
    }
  }

  private static boolean holdsOwnState(Expr saved) {
    return LightningClass.isSelf(saved)
        || (saved instanceof Expr.Call call
            && call.callee() instanceof Expr.Attribute state
            && Layers.isState(state.name())
            && (LightningClass.isSelf(state.value())
                || (state.value() instanceof Expr.Attribute member
                    && LightningClass.isSelf(member.value()))));
  }
}
