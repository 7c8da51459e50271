package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Harmless;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Mappings;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.framework.MixedPrecision;
import dev.tensorvet.framework.ModuleApi;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Tensors;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls methods: tells what they do in a training program, by their names and whose they are. */
final class MethodCalls {

  private final ProgramRun run;
  private final Operands operands;
  private final Objects objects;
  private final Calls calls;
  private final GradientTerms gradients = new GradientTerms();

  MethodCalls(ProgramRun run, Operands operands, Objects objects, Calls calls) {
    this.run = run;
    this.operands = operands;
    this.objects = objects;
    this.calls = calls;
  }

  /** Calls a member of an object. */
  Term call(Term receiver, String name, Arguments arguments, Operand.Call call) {
    List<Term> each = receiver instanceof Term.Either either ? ofEach(either, name) : List.of();
    if (!each.isEmpty()) {
      List<Term> results = new ArrayList<>();
      run.control()
          .oneOf(
              each.stream()
                  .<Runnable>map(method -> () -> results.add(calls.invoke(method, arguments, call)))
                  .toList());
      return run.merge(results);
    }
    Term member = operands.member(receiver, name, call);
    Optional<Role> role = run.contents().role(receiver);
    boolean isOurs = member instanceof Term.Callable;
    boolean isPlain = member instanceof Term.Member;
    boolean isOptimizer = role.filter(r -> r == Role.OPTIMIZER).isPresent();
    if (!isPlain && !(isOurs && isOptimizer)) {
      return calls.invoke(member, arguments, call);
    }
    // What a library does for super() it does for the object itself.
    Term object = objects.isSuper(receiver) ? run.frame().self().orElse(receiver) : receiver;
    Site site = run.site(call.span());
    Optional<TrainingMethod> known = TrainingMethod.of(name);
    if (known.isPresent()) {
      Optional<Term> result = training(known.get(), object, arguments, call);
      if (result.isPresent()) {
        return result.get();
      }
    }
    if (role.filter(r -> r == Role.ACCELERATOR).isPresent() && Effects.prepares(name)) {
      run.emit(new Event.Prepare(site, arguments.all()));
      return arguments.positional().size() == 1
          ? arguments.positional().getFirst()
          : new Term.Group(run.nextSerial(), CollectionKind.TUPLE, arguments.positional());
    }
    if (GraphFlow.startsGraph(name)) {
      Optional<Term> flag = arguments.get(0, "requires_grad");
      run.heap().startGraph(receiver, site, flag.map(Conditions::truth).orElse(Optional.of(true)));
    }
    boolean isLightning =
        objects
            .classOf(object)
            .filter(type -> objects.hasRole(type, Role.LIGHTNING_MODULE))
            .isPresent();
    if (isLightning && name.equals(ManualOptimization.GIVER)) {
      Optional<Term> optimizers = run.field(LightningSteps.slot(object));
      if (optimizers.isPresent()) {
        return optimizers.get();
      }
    }
    if (isLightning && ManualOptimization.switchesGradients(name)) {
      run.heap().startGraph(object, site, Optional.of(false));
    }
    if (isOurs) {
      return calls.invoke(member, arguments, call);
    }
    if (Mappings.reads(name) && objects.isMapping(receiver) && !arguments.all().isEmpty()) {
      return operands.item(receiver, arguments.all().getFirst());
    }
    if (ModuleApi.appliesToAll(name)
        && arguments.all().stream().anyMatch(MethodCalls::switchesModes)) {
      run.emit(new Event.Mode(site, object, Proof.UNKNOWN));
    }
    if (Tensors.givesBackItself(name)) {
      if (Devices.converts(name)) {
        run.inventory().move(new Inventory.Move(receiver, name, arguments.all(), site));
      }
      if (Tensors.mayCopy(name)) {
        run.inventory().copy(receiver);
      }
      return receiver;
    }
    boolean isHarmless =
        Harmless.isMethod(name)
            || (objects.isModule(receiver) && Layers.isModuleMethod(name))
            || role.filter(r -> r == Role.SCHEDULER || r == Role.GRAD_SCALER).isPresent()
            || (isLightning && ManualOptimization.isHarmless(name))
            || (isOptimizer && Optimizers.isHarmless(name));
    Term.Member callee = new Term.Member(receiver, name);
    Term.Made result = calls.made(callee, arguments, site);
    if (Metrics.rounds(name) && arguments.all().isEmpty()) {
      run.inventory().round(new Inventory.Rounding(receiver, site));
    }
    if (Tensors.writes(name)) {
      Proof isGradient = gradients.isGradient(receiver);
      if (isGradient == Proof.YES) {
        run.emit(
            Tensors.limits(name)
                ? new Event.Clip(site, GradientTerms.parameterOf(receiver))
                : new Event.GradientWrite(site, receiver, Tensors.clears(name)));
      }
      if (isGradient == Proof.NO) {
        calls.computes(callee, arguments, result, run.contexts().graph(), site);
      }
      if (isGradient != Proof.UNKNOWN) {
        return result;
      }
    }
    if (!isHarmless) {
      // What looks like a method may be a module in a member.
      calls.computes(callee, arguments, result, run.contexts().graph(), site);
      run.emit(new Event.Opaque(site, Optional.of(receiver), arguments.all()));
    }
    return result;
  }

  /**
   * The methods of that name of several objects, of which one is there: if each is known, and none
   * has to do with training, where it matters which it is.
   */
  private List<Term> ofEach(Term.Either either, String name) {
    List<Term> methods = new ArrayList<>();
    for (Term object : either.options()) {
      objects
          .classOf(object)
          .map(type -> type.lookup(name))
          .filter(found -> found instanceof MethodLookup.Found)
          .map(found -> ((MethodLookup.Found) found).function())
          .filter(method -> !method.isProperty() && !method.isStatic())
          .filter(method -> run.interest(method).isEmpty())
          .ifPresent(
              method ->
                  methods.add(new Term.Callable(method, Optional.of(object), Optional.empty())));
    }
    return methods.size() == either.options().size() ? methods : List.of();
  }

  /** Tells what a method does in a training program; its result, when that is all it does. */
  private Optional<Term> training(
      TrainingMethod method, Term receiver, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    return switch (method) {
      case ZERO_GRADIENTS -> {
        run.emit(new Event.Zero(site, receiver));
        yield Optional.of(Term.NOTHING);
      }
      case STEP -> Optional.of(step(receiver, arguments, call));
      case BACKWARD -> Optional.of(backward(receiver, arguments, site));
      case MANUAL_BACKWARD -> {
        run.emit(
            new Event.Backward(
                site,
                arguments.all(),
                Optional.empty(),
                false,
                arguments.graphUse(),
                arguments.fillAllGradients(),
                run.contexts().autocast()));
        yield Optional.of(Term.NOTHING);
      }
      case UNSCALE -> {
        arguments.get(0, "optimizer").ifPresent(o -> run.emit(new Event.Unscale(site, o)));
        yield Optional.of(Term.NOTHING);
      }
      case CLIP_GRADIENTS -> {
        Term target =
            arguments.positional().isEmpty() ? receiver : arguments.positional().getFirst();
        run.emit(new Event.Clip(site, target));
        yield Optional.of(run.unknown(List.of()));
      }
      case APPEND -> {
        run.heap().add(receiver, arguments.all());
        run.accumulations().ofAppending(receiver, arguments, site);
        yield Optional.empty();
      }
      case ADD -> {
        run.heap().add(receiver, arguments.all());
        yield Optional.empty();
      }
      case UPDATE -> {
        if (objects.is(receiver, Role.GRAD_SCALER)
            || (arguments.all().isEmpty() && isScalerByName(receiver, site))) {
          run.emit(new Event.ScaleUpdate(site, receiver));
        } else {
          run.heap().add(receiver, arguments.all());
        }
        yield Optional.empty();
      }
      case TRAIN -> {
        Proof isTraining =
            arguments
                .get(0, "mode")
                .map(mode -> Conditions.truth(mode).map(Proof::of).orElse(Proof.UNKNOWN))
                .orElse(Proof.YES);
        yield switchMode(receiver, isTraining, site);
      }
      case EVAL -> switchMode(receiver, Proof.NO, site);
      case LOAD_STATE -> {
        run.emit(new Event.Load(site, receiver, arguments.all()));
        yield Optional.empty();
      }
      case SET_EPOCH -> {
        run.emit(new Event.SetEpoch(site, receiver));
        yield Optional.empty();
      }
    };
  }

  /** Whether a function that visits the parts of a model may put some into another mode. */
  private static boolean switchesModes(Term visitor) {
    return visitor instanceof Term.Callable called
        && Tree.holds(
            called.function().node(),
            node ->
                node instanceof Expr.Attribute method
                    && (TrainingMethod.EVAL.isNamed(method.name())
                        || TrainingMethod.TRAIN.isNamed(method.name())));
  }

  /** What an optimizer is switched to is its own affair: some average their parameters so. */
  private Optional<Term> switchMode(Term receiver, Proof isTraining, Site site) {
    if (!objects.is(receiver, Role.OPTIMIZER)) {
      run.emit(new Event.Mode(site, receiver, isTraining));
    }
    return Optional.empty();
  }

  private Term step(Term receiver, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    Optional<Role> role = run.contents().role(receiver);
    Optional<Term> first = arguments.get(0, "optimizer");
    boolean isScaler =
        role.filter(r -> r == Role.GRAD_SCALER).isPresent()
            || first.flatMap(objects::role).filter(r -> r == Role.OPTIMIZER).isPresent()
            || isScalerByName(receiver, site);
    if (isScaler && first.isPresent()) {
      run.emit(new Event.Step(site, first.get(), Optional.of(receiver)));
      return run.unknown(List.of());
    }
    if (role.filter(r -> r == Role.SCHEDULER).isPresent()) {
      run.emit(new Event.Schedule(site, receiver, arguments.all()));
      return Term.NOTHING;
    }
    Optional<Term> closure = arguments.get(0, "closure");
    if (closure.filter(c -> c instanceof Term.Callable).isPresent()) {
      calls.invoke(closure.get(), Arguments.NONE, call);
    } else if (closure.filter(c -> !(c instanceof Term.Written)).isPresent()) {
      run.emit(new Event.Opaque(site, Optional.of(receiver), arguments.all()));
      return run.unknown(List.of());
    }
    run.emit(new Event.Step(site, receiver, Optional.empty()));
    return run.unknown(List.of());
  }

  private boolean isScalerByName(Term object, Site site) {
    return objects.role(object).isEmpty()
        && objects.classOf(object).isEmpty()
        && site.receiver().filter(MixedPrecision::isScalerByName).isPresent();
  }

  private Term backward(Term receiver, Arguments arguments, Site site) {
    boolean isThrough =
        !arguments.positional().isEmpty() || arguments.keywords().containsKey("loss");
    List<Term> losses = new ArrayList<>(List.of(receiver));
    arguments.get(0, "loss").ifPresent(losses::add);
    run.emit(
        new Event.Backward(
            site,
            losses,
            isThrough ? Optional.of(receiver) : Optional.empty(),
            objects.isScaled(receiver),
            arguments.graphUse(),
            arguments.fillAllGradients(),
            run.contexts().autocast()));
    return Term.NOTHING;
  }
}
