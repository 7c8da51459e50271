package dev.tensorvet.facts;

import static java.util.Comparator.naturalOrder;

import dev.tensorvet.facts.CodeNames.Interest;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.source.Span;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes calls: follows those whose code is known, and tells the events of the others. */
final class Calls {

  private final ProgramRun run;
  private final Operands operands;
  private final Objects objects;
  private final Inliner inliner;

  /** Which values made by the run are gradients, as far as this was asked. */
  private final Map<Term.Serial, Proof> gradients = new HashMap<>();

  Calls(ProgramRun run, Operands operands, Objects objects, Inliner inliner) {
    this.run = run;
    this.operands = operands;
    this.objects = objects;
    this.inliner = inliner;
  }

  Term call(Operand.Call call) {
    if (call.callee() instanceof Operand.Member method) {
      Term receiver = operands.evaluate(method.owner());
      Arguments arguments = arguments(call);
      return method(receiver, method.name(), arguments, call);
    }
    Term callee = operands.evaluate(call.callee());
    return invoke(callee, arguments(call), call);
  }

  private Arguments arguments(Operand.Call call) {
    List<Term> positional = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    Map<String, Term> keywords = new TreeMap<>();
    boolean isComplete = true;
    for (Operand.Argument argument : call.arguments()) {
      Term value = operands.evaluate(argument.value());
      if (argument.isSpread()
          && isComplete
          && value instanceof Term.Group group
          && group.kind() != CollectionKind.DICT) {
        positional.addAll(group.elements());
        group.elements().forEach(element -> spans.add(argument.value().span()));
      } else if (argument.isSpread()) {
        isComplete = false;
        keywords.put("*" + keywords.size(), value);
      } else if (argument.keyword().isPresent()) {
        keywords.put(argument.keyword().get(), value);
      } else if (isComplete) {
        positional.add(value);
        spans.add(argument.value().span());
      } else {
        keywords.put("*" + keywords.size(), value);
      }
    }
    return new Arguments(positional, keywords, spans, isComplete);
  }

  // --- methods

  private Term method(Term receiver, String name, Arguments arguments, Operand.Call call) {
    Term member = operands.member(receiver, name, call);
    Optional<Role> role = objects.role(receiver);
    boolean isOurs = member instanceof Term.Callable;
    boolean isPlain = member instanceof Term.Member;
    boolean isOptimizer = role.filter(r -> r == Role.OPTIMIZER).isPresent();
    if (!isPlain && !(isOurs && isOptimizer)) {
      return invoke(member, arguments, call);
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
    if (isOurs) {
      return invoke(member, arguments, call);
    }
    if (Effects.givesBackItself(name)) {
      if (Effects.converts(name)) {
        run.inventory().move(new Inventory.Move(receiver, name, arguments.all(), site));
      }
      return receiver;
    }
    boolean isHarmless =
        Effects.isHarmlessMethod(name)
            || (objects.isModule(receiver) && Layers.isModuleMethod(name))
            || role.filter(r -> r == Role.SCHEDULER || r == Role.GRAD_SCALER).isPresent()
            || (isLightning && ManualOptimization.isHarmless(name))
            || (isOptimizer && Effects.isHarmlessOnOptimizer(name));
    Term.Member callee = new Term.Member(receiver, name);
    Term.Made result = made(callee, arguments, site);
    if (Effects.writesTensor(name)) {
      Proof isGradient = isGradient(receiver);
      if (isGradient == Proof.YES) {
        run.emit(
            Effects.limits(name)
                ? new Event.Clip(site, parameterOf(receiver))
                : new Event.GradientWrite(site, receiver));
      }
      if (isGradient == Proof.NO) {
        computes(callee, arguments, result, run.buildsGraph(), site);
      }
      if (isGradient != Proof.UNKNOWN) {
        return result;
      }
    }
    if (!isHarmless) {
      // What looks like a method may be a module in a member.
      computes(callee, arguments, result, run.buildsGraph(), site);
      run.emit(new Event.Opaque(site, Optional.of(receiver), arguments.all()));
    }
    return result;
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
                run.autocast()));
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
        if (objects.is(receiver, Role.GRAD_SCALER)) {
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

  /** What an optimizer is switched to is its own affair: some average their parameters so. */
  private Optional<Term> switchMode(Term receiver, Proof isTraining, Site site) {
    if (!objects.is(receiver, Role.OPTIMIZER)) {
      run.emit(new Event.Mode(site, receiver, isTraining));
    }
    return Optional.empty();
  }

  private Term step(Term receiver, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    Optional<Role> role = objects.role(receiver);
    Optional<Term> first = arguments.get(0, "optimizer");
    boolean isScaler =
        role.filter(r -> r == Role.GRAD_SCALER).isPresent()
            || first.flatMap(objects::role).filter(r -> r == Role.OPTIMIZER).isPresent();
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
      invoke(closure.get(), Arguments.NONE, call);
    } else if (closure.filter(c -> !(c instanceof Term.Written)).isPresent()) {
      run.emit(new Event.Opaque(site, Optional.of(receiver), arguments.all()));
      return run.unknown(List.of());
    }
    run.emit(new Event.Step(site, receiver, Optional.empty()));
    return run.unknown(List.of());
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
            run.autocast()));
    return Term.NOTHING;
  }

  /** Of {@code p.grad} and {@code p.grad.data}: {@code p}. */
  private static Term parameterOf(Term gradient) {
    return gradient instanceof Term.Member member
            && (member.name().equals("grad") || member.name().equals("data"))
        ? parameterOf(member.owner())
        : gradient;
  }

  /** Whether a tensor is a gradient, or one of a collection with gradients in it. */
  private Proof isGradient(Term tensor) {
    if (!(tensor instanceof Term.Serial made)) {
      return readGradient(tensor);
    }
    // Values are made of values that are made of the same ones: each is read once.
    Proof known = gradients.get(made);
    if (known == null) {
      known = readGradient(made);
      gradients.put(made, known);
    }
    return known;
  }

  private Proof readGradient(Term tensor) {
    return switch (tensor) {
      case Term.Member member ->
          member.name().equals("grad") ? Proof.YES : isGradient(member.owner());
      case Term.Made made when made.callee() instanceof Term.Member method ->
          Effects.givesParameters(method.name()) ? Proof.NO : isGradient(method);
      case Term.Made made
          when made.callee() instanceof Term.Named named && named.entity() instanceof ClassEntity ->
          Proof.NO;
      case Term.Made made -> isGradient(made.callee()).or(anyGradient(made.arguments()));
      case Term.Element element -> isGradient(element.of());
      case Term.Item item -> isGradient(item.owner());
      case Term.Computed computed -> anyGradient(computed.operands());
      case Term.Group group -> anyGradient(group.elements());
      case Term.Either either -> anyGradient(either.options());
      case Term.Callable callable -> Proof.NO;
      case Term.Named named -> Proof.NO;
      case Term.Written written -> Proof.NO;
      case Term.Input input ->
          input.type().isPresent() || input.isSelf() ? Proof.NO : Proof.UNKNOWN;
      case Term.Outer outer -> Proof.UNKNOWN;
      case Term.Carried carried -> Proof.UNKNOWN;
      case Term.Unknown unknown -> anyGradient(unknown.from()).or(Proof.UNKNOWN);
    };
  }

  private Proof anyGradient(List<Term> terms) {
    return terms.stream().map(this::isGradient).reduce(Proof.NO, Proof::or);
  }

  // --- functions and objects that are called

  private Term invoke(Term callee, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    return switch (callee) {
      case Term.Named named when named.entity() instanceof LibraryEntity library ->
          library(library.qualifiedName(), callee, arguments, call);
      case Term.Named named when named.entity() instanceof ClassEntity type ->
          construct(type, callee, arguments, call);
      case Term.Callable callable ->
          inliner.follow(
              callable.function(),
              callable.self(),
              callable.around(),
              arguments,
              call.span(),
              false);
      case Term.Made object -> instance(object, arguments, call);
      case Term.Either either -> either(either, arguments, call);
      case Term.Input input when objects.classOf(input).isPresent() ->
          instance(input, arguments, call);
      default -> {
        Term.Made result = made(callee, arguments, site);
        computes(callee, arguments, result, run.buildsGraph(), site);
        run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
        yield result;
      }
    };
  }

  /** An object is called that is a module, or may be one. */
  private void computes(
      Term object, Arguments arguments, Term result, boolean buildsGraph, Site site) {
    run.emit(
        new Event.Forward(
            site,
            run.frame().function(),
            object,
            arguments.all(),
            result,
            buildsGraph,
            run.autocast()));
  }

  private Term library(String name, Term callee, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    if (Effects.collects(name)) {
      arguments.get(0, "iterable").ifPresent(i -> run.exhaust(i, IteratorUse.OTHER, call.span()));
    }
    Optional<Effects.Effect> effect = Effects.of(name);
    if (effect.isPresent()) {
      switch (effect.get()) {
        case CLIP_GRADIENTS -> {
          Optional<Term> bound = arguments.get(1, "max_norm");
          if (!objects.isInfinite(bound) && bound.filter(objects::isScaledBound).isEmpty()) {
            arguments.get(0, "parameters").ifPresent(p -> run.emit(new Event.Clip(site, p)));
          }
          arguments
              .get(0, "parameters")
              .ifPresent(p -> run.exhaust(p, IteratorUse.CLIPPING, call.span()));
        }
        case BACKWARD ->
            run.emit(
                new Event.Backward(
                    site,
                    arguments.all(),
                    Optional.empty(),
                    false,
                    arguments.graphUse(),
                    run.autocast()));
        case GRADIENT ->
            run.emit(new Event.Gradient(site, arguments.get(0, "outputs").stream().toList()));
        case GRADIENT_FUNCTION ->
            run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
        case CALL_OF_MODULE -> {
          Term.Made result = made(callee, arguments, site);
          arguments
              .get(0, "module")
              .ifPresent(m -> computes(m, arguments, result, run.buildsGraph(), site));
          return result;
        }
        case CROSS_ENTROPY -> {
          if (objects.role(callee).isEmpty() || !objects.isClass(callee)) {
            crossEntropy(arguments, call);
          }
        }
        case FIRST_ARGUMENT -> {
          boolean isNewGraph =
              GraphFlow.canStartGraph(name)
                  && arguments.get(1, "requires_grad").flatMap(Conditions::truth).orElse(false);
          if (!arguments.positional().isEmpty()
              && !isNewGraph
              && !objects.isWithoutGraph(made(callee, arguments, site))) {
            Term first = arguments.positional().getFirst();
            run.heap().wrap(first);
            Wrapper.of(name).ifPresent(w -> wrap(w, first, arguments, site));
            return first;
          }
        }
        case SAME_VALUES -> {
          if (!arguments.positional().isEmpty()) {
            return arguments.positional().getFirst();
          }
        }
        case SOFTMAX,
            SIGMOID,
            NO_GRADIENT,
            WITH_GRADIENT,
            SET_GRADIENT,
            AUTOCAST,
            ALL_ARGUMENTS,
            ELEMENTS,
            NUMBERED_ELEMENTS,
            COPY -> {}
      }
      return made(callee, arguments, site);
    }
    if (name.equals("builtins.getattr")
        && arguments.get(1, "name").orElse(Term.NOTHING) instanceof Term.Written written
        && written.value() instanceof Constant.Text text) {
      return operands.member(arguments.positional().getFirst(), text.value(), call);
    }
    if (Effects.isQuestion(name) && arguments.isComplete()) {
      return operands.computed(name, arguments.all());
    }
    Term.Made object = made(callee, arguments, site);
    processes(name, arguments, site);
    if (Effects.takesNext(name) && !arguments.positional().isEmpty()) {
      operands.draw(operands.source(arguments.positional().getFirst()), object, false, site);
    }
    Optional<Role> role = objects.role(object);
    if (role.isPresent()) {
      if (role.get() == Role.OPTIMIZER) {
        arguments
            .get(0, "params")
            .ifPresent(p -> run.exhaust(p, IteratorUse.OPTIMIZER, call.span()));
      }
      run.inventory().make(new Inventory.Making(object, role.get(), call, run.frame().function()));
      run.emit(new Event.Made(site, object));
    } else if (!Effects.isHarmless(name)) {
      run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
    }
    return object;
  }

  private void wrap(Wrapper wrapper, Term object, Arguments arguments, Site site) {
    boolean keepsParameters =
        !wrapper.replacesParameters()
            || !arguments.isComplete()
            || arguments.keywords().keySet().stream().anyMatch(Wrapper::keepsParameters);
    run.emit(new Event.Wrap(site, object, wrapper, keepsParameters));
  }

  /** Tells how a function bears on the processes of the program. */
  private void processes(String name, Arguments arguments, Site site) {
    if (Processes.isCollective(name)) {
      run.emit(new Event.Collective(site, arguments.keywords().containsKey("group")));
    } else if (Processes.saves(name)) {
      run.emit(new Event.Save(site, arguments.all()));
    } else if (Processes.spawns(name)) {
      arguments
          .get(0, "fn")
          .ifPresent(
              function ->
                  run.emit(
                      new Event.Spawn(site, run.site(arguments.span(0, site.span())), function)));
    }
  }

  private void crossEntropy(Arguments arguments, Operand.Call call) {
    Optional<Term> scores = arguments.get(0, "input");
    scores.ifPresent(
        s ->
            run.emit(
                new Event.CrossEntropy(
                    run.site(call.span()), run.site(arguments.span(0, call.span())), s)));
  }

  private Term construct(ClassEntity type, Term callee, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    Term.Made object = made(callee, arguments, site);
    run.emit(new Event.Made(site, object));
    switch (type.lookup("__init__")) {
      case MethodLookup.Found found -> {
        boolean isModule = objects.isModule(type);
        Runnable constructor =
            () ->
                inliner.follow(
                    found.function(),
                    Optional.of(object),
                    Optional.empty(),
                    arguments,
                    call.span(),
                    isModule);
        if (isModule && run.canPostpone()) {
          run.postpone(object, constructor);
        } else {
          constructor.run();
        }
      }
      case MethodLookup.Unknown unknown ->
          run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
      case MethodLookup.InLibrary inLibrary -> {}
      case MethodLookup.Absent absent -> {}
    }
    return object;
  }

  /** An object is called: a module runs its forward, a loss computes. */
  private Term instance(Term object, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    Optional<ClassEntity> type = objects.classOf(object);
    if (type.isPresent()) {
      for (String name : List.of("__call__", "forward")) {
        if (type.get().lookup(name) instanceof MethodLookup.Found found) {
          boolean isForward = name.equals("forward");
          boolean buildsGraph = run.buildsGraph() && !objects.isWithoutGradient(found.function());
          Term result =
              inliner.follow(
                  found.function(),
                  Optional.of(object),
                  Optional.empty(),
                  arguments,
                  call.span(),
                  isForward);
          if (isForward) {
            computes(object, arguments, result, buildsGraph, site);
          }
          return result;
        }
      }
    }
    Optional<Effects.Effect> effect =
        object instanceof Term.Made made
            ? objects.libraryName(made.callee()).flatMap(Effects::of)
            : Optional.empty();
    if (effect.filter(e -> e == Effects.Effect.CROSS_ENTROPY).isPresent()) {
      crossEntropy(arguments, call);
    }
    Term.Made result = made(object, arguments, site);
    computes(object, arguments, result, run.buildsGraph(), site);
    if (effect.filter(e -> e == Effects.Effect.CROSS_ENTROPY).isEmpty()
        && objects.role(object).isEmpty()) {
      run.emit(new Event.Opaque(site, Optional.of(object), arguments.all()));
    }
    return result;
  }

  /** One of several objects is called: what all of them do happens. */
  private Term either(Term.Either either, Arguments arguments, Operand.Call call) {
    boolean isEachCrossEntropy =
        either.options().stream()
            .allMatch(
                option ->
                    option instanceof Term.Made made
                        && objects
                            .libraryName(made.callee())
                            .flatMap(Effects::of)
                            .filter(e -> e == Effects.Effect.CROSS_ENTROPY)
                            .isPresent());
    Site site = run.site(call.span());
    if (isEachCrossEntropy) {
      crossEntropy(arguments, call);
    }
    Term.Made result = made(either, arguments, site);
    Optional<Interest> note =
        either.options().stream().flatMap(this::ofForward).max(naturalOrder());
    if (note.filter(n -> n == Interest.MODE).isPresent()) {
      run.emit(new Event.Mode(site, either, Proof.UNKNOWN));
    }
    if (note.filter(n -> n == Interest.GRADIENT).isPresent()) {
      run.emit(new Event.Opaque(site, Optional.of(either), arguments.all()));
    } else if (!isEachCrossEntropy && objects.role(either).isEmpty()) {
      run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
    }
    computes(either, arguments, result, run.buildsGraph(), site);
    return result;
  }

  /** What the code has to do with that runs when an object is called, the most of it. */
  private Stream<Interest> ofForward(Term object) {
    return objects
        .classOf(object)
        .filter(type -> type.lookup("forward") instanceof MethodLookup.Found)
        .flatMap(type -> run.interest(((MethodLookup.Found) type.lookup("forward")).function()))
        .stream();
  }

  private Term.Made made(Term callee, Arguments arguments, Site site) {
    return new Term.Made(
        run.nextSerial(), callee, arguments.positional(), arguments.keywords(), site);
  }
}
