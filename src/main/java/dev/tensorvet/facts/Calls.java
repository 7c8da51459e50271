package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.flow.Step;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Makes calls: follows those whose code is known, and tells the events of the others. */
final class Calls {

  /** The arguments of a call, evaluated. */
  private record Arguments(
      List<Term> positional, Map<String, Term> keywords, List<Span> spans, boolean isComplete) {

    static final Arguments NONE = new Arguments(List.of(), Map.of(), List.of(), true);

    /** The same arguments with others before them. */
    Arguments after(List<Term> first, Span span) {
      List<Term> all = new ArrayList<>(first);
      all.addAll(positional);
      List<Span> allSpans = new ArrayList<>(Collections.nCopies(first.size(), span));
      allSpans.addAll(spans);
      return new Arguments(all, keywords, allSpans, isComplete);
    }

    List<Term> all() {
      List<Term> all = new ArrayList<>(positional);
      all.addAll(keywords.values());
      return all;
    }

    Optional<Term> get(int position, String name) {
      return position < positional.size()
          ? Optional.of(positional.get(position))
          : Optional.ofNullable(keywords.get(name));
    }

    Span span(int position, Span otherwise) {
      return position < positional.size() ? spans.get(position) : otherwise;
    }
  }

  private static final Term NOTHING = new Term.Written(new Constant.Nothing());

  private final ProgramRun run;
  private final Operands operands;
  private final Objects objects;

  /** The functions whose decorators are being run: they themselves are called plain. */
  private final Set<FunctionEntity> decorating = new HashSet<>();

  Calls(ProgramRun run, Operands operands, Objects objects) {
    this.run = run;
    this.operands = operands;
    this.objects = objects;
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
    Site site = run.site(call.span());
    switch (name) {
      case "zero_grad" -> {
        run.emit(new Event.Zero(site, receiver));
        return NOTHING;
      }
      case "step" -> {
        return step(receiver, role, arguments, call);
      }
      case "backward" -> {
        return backward(receiver, arguments, site);
      }
      case "manual_backward" -> {
        run.emit(
            new Event.Backward(
                site, arguments.all(), Optional.empty(), false, keepsGraph(arguments)));
        return NOTHING;
      }
      case "unscale_" -> {
        arguments.get(0, "optimizer").ifPresent(o -> run.emit(new Event.Unscale(site, o)));
        return NOTHING;
      }
      case "clip_grad_norm_", "clip_grad_value_", "clip_gradients", "clip_grad_norm" -> {
        Term target =
            arguments.positional().isEmpty() ? receiver : arguments.positional().getFirst();
        run.emit(new Event.Clip(site, target));
        return run.unknown(List.of());
      }
      case "append" -> {
        run.add(receiver, arguments.all());
        append(receiver, arguments, site);
      }
      case "extend", "insert", "add", "update", "setdefault", "add_param_group" ->
          run.add(receiver, arguments.all());
      default -> {}
    }
    if (role.filter(r -> r == Role.ACCELERATOR).isPresent() && Effects.prepares(name)) {
      return arguments.positional().size() == 1
          ? arguments.positional().getFirst()
          : new Term.Group(run.nextSerial(), CollectionKind.TUPLE, arguments.positional());
    }
    if (Effects.writesGradient(name)) {
      gradientOwner(receiver).ifPresent(p -> run.emit(new Event.GradientWrite(site, p)));
    }
    if (isOurs) {
      return invoke(member, arguments, call);
    }
    if (Effects.givesBackItself(name)) {
      return receiver;
    }
    boolean isHarmless =
        Effects.isHarmlessMethod(name)
            || role.filter(r -> r == Role.SCHEDULER || r == Role.GRAD_SCALER).isPresent()
            || (isOptimizer && Effects.isHarmlessOnOptimizer(name));
    if (!isHarmless) {
      run.emit(new Event.Opaque(site, Optional.of(receiver), arguments.all()));
    }
    return made(new Term.Member(receiver, name), arguments, site);
  }

  private Term step(Term receiver, Optional<Role> role, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    Optional<Term> first = arguments.get(0, "optimizer");
    boolean isScaler =
        role.filter(r -> r == Role.GRAD_SCALER).isPresent()
            || first.flatMap(objects::role).filter(r -> r == Role.OPTIMIZER).isPresent();
    if (isScaler && first.isPresent()) {
      run.emit(new Event.Step(site, first.get(), Optional.of(receiver)));
      return run.unknown(List.of());
    }
    if (role.filter(r -> r == Role.SCHEDULER).isPresent()) {
      return NOTHING;
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
            keepsGraph(arguments)));
    return NOTHING;
  }

  private static boolean keepsGraph(Arguments arguments) {
    return arguments.keywords().containsKey("retain_graph")
        || arguments.keywords().containsKey("create_graph");
  }

  private void append(Term receiver, Arguments arguments, Site site) {
    OptionalInt since = run.since(receiver);
    if (since.isPresent() && arguments.positional().size() == 1) {
      Site value = run.site(arguments.spans().getFirst());
      run.emit(
          new Event.Accumulate(
              site,
              value,
              Optional.empty(),
              receiver,
              arguments.positional().getFirst(),
              since.getAsInt()));
    }
  }

  /** The parameter whose gradient a term is: {@code p.grad}, {@code p.grad.data}. */
  private static Optional<Term> gradientOwner(Term term) {
    return switch (term) {
      case Term.Member member when member.name().equals("grad") -> Optional.of(member.owner());
      case Term.Member member when member.name().equals("data") -> gradientOwner(member.owner());
      default -> Optional.empty();
    };
  }

  // --- what a member of an object of a known class is

  /** A method, a property's value or an assigned field; empty when the class does not tell. */
  Optional<Term> classMember(Term owner, String name, Span span) {
    Optional<MethodLookup> lookup = superLookup(owner, name);
    Term self = owner;
    if (lookup.isPresent()) {
      self = run.frame().self().orElse(owner);
    } else {
      lookup = objects.classOf(owner).map(type -> type.lookup(name));
    }
    if (lookup.isPresent() && lookup.get() instanceof MethodLookup.Found found) {
      FunctionEntity method = found.function();
      if (method.isProperty()) {
        return Optional.of(
            follow(method, Optional.of(self), Optional.empty(), Arguments.NONE, span, false));
      }
      Optional<Term> bound = method.isStatic() ? Optional.empty() : Optional.of(self);
      return Optional.of(new Term.Callable(method, bound, Optional.empty()));
    }
    return objects.classOf(owner).flatMap(type -> learntField(owner, type, name, span));
  }

  /** For {@code super().name}: the method of the next class after the one that runs. */
  private Optional<MethodLookup> superLookup(Term owner, String name) {
    boolean isSuper =
        owner instanceof Term.Made made
            && objects.libraryName(made.callee()).filter("builtins.super"::equals).isPresent();
    if (!isSuper) {
      return Optional.empty();
    }
    Optional<ClassEntity> here = run.frame().owner();
    Optional<ClassEntity> type = run.frame().self().flatMap(objects::classOf).or(() -> here);
    return here.isPresent() && type.isPresent()
        ? Optional.of(type.get().lookupAfter(here.get(), name))
        : Optional.of(new MethodLookup.Unknown());
  }

  /** A member that one method of the class assigns: what that method gives it. */
  private Optional<Term> learntField(Term owner, ClassEntity type, String name, Span span) {
    List<FunctionEntity> writers =
        objects.attributeSites(type, name).stream()
            .map(AttributeSite::method)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (writers.size() != 1 || !run.canFollow(writers.getFirst())) {
      return Optional.empty();
    }
    FunctionEntity writer = writers.getFirst();
    FunctionFlow flow = objects.flow(writer);
    Frame frame = new Frame(flow, Optional.empty(), Optional.of(owner));
    bindInputs(frame, writer, Optional.of(owner));
    return run.learnField(frame, flow, place(span), new Term.Member(owner, name));
  }

  /** Binds a function's parameters to inputs that nothing is known of. */
  void bindInputs(Frame frame, FunctionEntity function, Optional<Term> self) {
    boolean isFirst = true;
    for (FunctionFlow.Parameter parameter : frame.parameters()) {
      boolean isSelf = isFirst && self.isPresent();
      frame.write(
          parameter.name(),
          isSelf ? self.get() : new Term.Input(function, parameter.name(), parameter.type()));
      isFirst = false;
    }
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
          follow(
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
        run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
        yield made(callee, arguments, site);
      }
    };
  }

  private Term library(String name, Term callee, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    Optional<Effects.Effect> effect = Effects.of(name);
    if (effect.isPresent()) {
      switch (effect.get()) {
        case CLIP_GRADIENTS -> {
          Optional<Term> bound = arguments.get(1, "max_norm");
          if (!objects.isInfinite(bound) && bound.filter(objects::isScaledBound).isEmpty()) {
            arguments.get(0, "parameters").ifPresent(p -> run.emit(new Event.Clip(site, p)));
          }
        }
        case BACKWARD ->
            run.emit(
                new Event.Backward(
                    site, arguments.all(), Optional.empty(), false, keepsGraph(arguments)));
        case GRADIENT -> run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
        case CROSS_ENTROPY -> {
          if (objects.role(callee).isEmpty() || !objects.isClass(callee)) {
            crossEntropy(arguments, call);
          }
        }
        case FIRST_ARGUMENT -> {
          if (!arguments.positional().isEmpty()) {
            Term first = arguments.positional().getFirst();
            run.wrap(first);
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
            ALL_ARGUMENTS,
            ELEMENTS,
            NUMBERED_ELEMENTS -> {}
      }
      return made(callee, arguments, site);
    }
    if (name.equals("builtins.getattr")
        && arguments.get(1, "name").orElse(NOTHING) instanceof Term.Written written
        && written.value() instanceof Constant.Text text) {
      return operands.member(arguments.positional().getFirst(), text.value(), call);
    }
    if (Effects.isQuestion(name) && arguments.isComplete()) {
      return operands.computed(name, arguments.all());
    }
    Term.Made object = made(callee, arguments, site);
    Optional<Role> role = objects.role(object);
    if (role.filter(r -> r == Role.OPTIMIZER).isPresent()) {
      run.emit(new Event.Made(site, object));
    } else if (!Effects.isHarmless(name) && role.isEmpty()) {
      run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
    }
    return object;
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
    switch (type.lookup("__init__")) {
      case MethodLookup.Found found -> {
        boolean isModule = objects.isModule(type);
        Runnable constructor =
            () ->
                follow(
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
          Optional<Term> self = Optional.of(object);
          return follow(
              found.function(),
              self,
              Optional.empty(),
              arguments,
              call.span(),
              name.equals("forward"));
        }
      }
    }
    Optional<Effects.Effect> effect =
        object instanceof Term.Made made
            ? objects.libraryName(made.callee()).flatMap(Effects::of)
            : Optional.empty();
    if (effect.filter(e -> e == Effects.Effect.CROSS_ENTROPY).isPresent()) {
      crossEntropy(arguments, call);
    } else if (objects.role(object).isEmpty()) {
      run.emit(new Event.Opaque(site, Optional.of(object), arguments.all()));
    }
    return made(object, arguments, site);
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
    } else if (objects.role(either).isEmpty()) {
      run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
    }
    return made(either, arguments, site);
  }

  private Term.Made made(Term callee, Arguments arguments, Site site) {
    return new Term.Made(
        run.nextSerial(), callee, arguments.positional(), arguments.keywords(), site);
  }

  private Place place(Span span) {
    return new Place(run.frame().module().file(), span);
  }

  // --- following a call

  private Term follow(
      FunctionEntity function,
      Optional<Term> self,
      Optional<Frame> around,
      Arguments arguments,
      Span span,
      boolean isQuiet) {
    Site site = run.site(span);
    if (!function.decorators().isEmpty() && decorating.add(function)) {
      Term.Callable plain = new Term.Callable(function, self, around);
      Term value = followDecorated(plain, arguments, span, isQuiet);
      decorating.remove(function);
      return value;
    }
    if (!run.canFollow(function)) {
      run.emit(new Event.Opaque(site, self, arguments.all()));
      return run.unknown(arguments.all());
    }
    FunctionFlow flow = objects.flow(function);
    if (isLeftToSubclasses(flow) && self.filter(s -> s instanceof Term.Input).isPresent()) {
      run.emit(new Event.Opaque(site, Optional.empty(), List.of(self.get())));
      return run.unknown(arguments.all());
    }
    Frame frame = new Frame(flow, around, self);
    bind(frame, function, self, arguments);
    return run.withoutGradient(
        objects.isWithoutGradient(function), () -> run.follow(frame, flow, place(span), isQuiet));
  }

  /**
   * Runs what the decorators made of a function. One that is out of sight may do anything around
   * the call, and one of a library may change what it returns.
   */
  private Term followDecorated(
      Term.Callable plain, Arguments arguments, Span span, boolean isQuiet) {
    FunctionEntity function = plain.function();
    List<Entity> decorators = function.decorators().stream().filter(d -> !isHarmless(d)).toList();
    Optional<Term> made = Optional.empty();
    if (decorators.size() == 1
        && decorators.getFirst() instanceof FunctionEntity decorator
        && !function.hasDecoratorWithArguments()) {
      Term given = new Term.Callable(function, Optional.empty(), plain.around());
      made =
          Optional.of(
              follow(
                  decorator,
                  Optional.empty(),
                  Optional.empty(),
                  Arguments.NONE.after(List.of(given), span),
                  span,
                  isQuiet));
    }
    if (made.orElse(NOTHING) instanceof Term.Callable wrapper && wrapper.function() != function) {
      return follow(
          wrapper.function(),
          wrapper.self(),
          wrapper.around(),
          arguments.after(plain.self().stream().toList(), span),
          span,
          isQuiet);
    }
    boolean isKnown =
        made.orElse(NOTHING) instanceof Term.Callable
            || decorators.stream().allMatch(d -> d instanceof LibraryEntity);
    if (!isKnown) {
      List<Term> reached = arguments.all();
      reached.add(plain);
      run.emit(new Event.Opaque(run.site(span), Optional.empty(), reached));
    }
    Term value = follow(function, plain.self(), plain.around(), arguments, span, isQuiet);
    return decorators.isEmpty() || made.orElse(NOTHING) instanceof Term.Callable
        ? value
        : run.unknown(List.of(value));
  }

  private static boolean isHarmless(Entity decorator) {
    return decorator instanceof LibraryEntity library
        && Effects.isHarmless(library.qualifiedName());
  }

  /** Whether a body does nothing, so that a subclass may well do it. */
  private static boolean isLeftToSubclasses(FunctionFlow flow) {
    return flow.body().stream()
        .allMatch(
            step ->
                step instanceof Step.Raise
                    || (step instanceof Step.Evaluate e
                        && (e.value() instanceof Operand.Literal
                            || e.value() instanceof Operand.Parts)));
  }

  private void bind(
      Frame frame, FunctionEntity function, Optional<Term> self, Arguments arguments) {
    List<Term> positional = new ArrayList<>();
    self.ifPresent(positional::add);
    positional.addAll(arguments.positional());
    int next = 0;
    for (FunctionFlow.Parameter parameter : frame.parameters()) {
      Term byName = arguments.keywords().get(parameter.name());
      Term value =
          switch (parameter.kind()) {
            case POSITIONAL ->
                next < positional.size()
                    ? positional.get(next++)
                    : byName != null ? byName : missing(parameter, function, arguments);
            case KEYWORD_ONLY -> byName != null ? byName : missing(parameter, function, arguments);
            case REST -> {
              List<Term> rest =
                  positional.subList(Math.min(next, positional.size()), positional.size());
              next = positional.size();
              yield new Term.Group(run.nextSerial(), CollectionKind.TUPLE, List.copyOf(rest));
            }
            case KEYWORD_REST -> run.unknown(List.copyOf(arguments.keywords().values()));
          };
      frame.write(parameter.name(), value);
    }
  }

  private Term missing(
      FunctionFlow.Parameter parameter, FunctionEntity function, Arguments arguments) {
    boolean isDefault = arguments.isComplete() && parameter.defaultValue().isPresent();
    return isDefault && parameter.defaultValue().get() instanceof Operand.Literal literal
        ? new Term.Written(literal.value())
        : new Term.Input(function, parameter.name(), parameter.type());
  }
}
