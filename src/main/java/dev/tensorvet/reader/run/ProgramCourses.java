package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Anatomy;
import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.ProgramCourse.Action.Kind;
import dev.tensorvet.facts.ProgramCourse.Part;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Harmless;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainingWords;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells each run as a course of actions. */
final class ProgramCourses implements RunReader<ProgramCourse> {

  /** A loss is made of others, but not of that many. */
  private static final int DEEPEST = 8;

  private static final String SELF = "self.";

  @Override
  public Class<ProgramCourse> kind() {
    return ProgramCourse.class;
  }

  @Override
  public List<ProgramCourse> read(FinishedRun run) {
    return List.of(
        new ProgramCourse(
            run.file(),
            run.run().code(),
            parts(run),
            actions(run),
            new DataPipelines()
                .read(run).stream().flatMap(data -> data.loaders().stream()).toList(),
            new TrainingPrograms().read(run).stream().findFirst()));
  }

  // --- what is made

  private static List<Part> parts(FinishedRun run) {
    Map<Place, Part> parts = new LinkedHashMap<>();
    List<Term.Made> objects = new ArrayList<>();
    run.events(Event.Made.class).map(Event.Made::object).forEach(objects::add);
    run.run().inventory().makings().forEach(making -> objects.add(making.object()));
    objects.sort((one, other) -> Integer.compare(one.serial(), other.serial()));
    for (Term.Made object : objects) {
      role(object, run)
          .ifPresent(
              role ->
                  parts.putIfAbsent(
                      object.site().place(),
                      new Part(role, object.site(), run.objects().classOf(object))));
    }
    return List.copyOf(parts.values());
  }

  private static Optional<Role> role(Term.Made object, FinishedRun run) {
    if (isLossObject(object, run)) {
      return Optional.of(Role.LOSS);
    }
    Optional<Role> role = run.objects().role(object);
    if (role.isPresent()) {
      return role;
    }
    return run.objects().isNetwork(object)
        ? Optional.of(Role.MODULE)
        : run.objects().isDataset(object) ? Optional.of(Role.DATASET) : Optional.empty();
  }

  // --- what is done

  /**
   * What must be known of a whole run to tell what happens in it.
   *
   * @param losses the calls that the losses of backward passes come from
   * @param models objects that are models by what is done with them alone
   */
  private record Known(Map<Place, Term> losses, Set<Term> models) {}

  private static List<Action> actions(FinishedRun run) {
    Known known = new Known(losses(run), models(run));
    Set<Site> told = new HashSet<>();
    List<Action> actions = new ArrayList<>();
    for (Event event : run.events().toList()) {
      if (event instanceof Event.Backward backward) {
        // A loss that is a plain function tells of itself only here.
        for (Term loss : backward.losses()) {
          sources(loss, run, 0)
              .filter(made -> !backward.through().filter(loss::equals).isPresent())
              .filter(made -> told.add(made.site()))
              .filter(made -> !(isCallOfObject(made) && made.arguments().size() < 2))
              .forEach(made -> addEarlier(action(Kind.LOSS, made.site()), actions));
        }
      }
      kind(event, known, run)
          .filter(kind -> isNew(kind, event, told))
          .ifPresent(kind -> add(action(kind, event.site()), actions));
    }
    return actions;
  }

  /** Whether a call is surely one of a loss, or of an object that compares two things. */
  private static boolean isLoss(Term.Made made, FinishedRun run) {
    return run.objects().is(made, Role.LOSS_FUNCTION)
        || isLossObject(made.callee(), run)
        || (isCallOfObject(made)
            && made.arguments().size() > 1
            && !runsNetwork(made.callee(), run, 0));
  }

  /** Whether an object is called, and no function, class or method. */
  private static boolean isCallOfObject(Term.Made made) {
    return !(made.callee() instanceof Term.Named) && !(made.callee() instanceof Term.Member);
  }

  /** What a call is told of that happens inside of it comes after the call. */
  private static void add(Action action, List<Action> to) {
    int at = to.size();
    while (at > 0 && to.get(at - 1).site().calls().contains(action.site().place())) {
      at--;
    }
    to.add(at, action);
  }

  /** A call that computes is told once, whatever else it is. */
  private static boolean isNew(Kind kind, Event event, Set<Site> told) {
    return switch (kind) {
      case FORWARD, FORWARD_WITHOUT_GRAPH -> {
        told.add(event.site());
        yield true;
      }
      case LOSS -> told.add(event.site());
      default -> true;
    };
  }

  private static Action action(Kind kind, Site site) {
    Optional<String> subject =
        switch (kind) {
          case FORWARD, FORWARD_WITHOUT_GRAPH, LOSS, CLIP -> site.callee();
          case DRAW, BACKWARD, SAVE, SET_RATE, CLEAR, CHANGE -> Optional.empty();
          default -> site.receiver();
        };
    return new Action(kind, site, subject);
  }

  /** Adds what is told late, before what the text has after it. */
  private static void addEarlier(Action action, List<Action> to) {
    int at = to.size();
    while (at > 0 && to.get(at - 1).site().comesAfter(action.site())) {
      at--;
    }
    to.add(at, action);
  }

  /**
   * Where the state comes from that is loaded. An optimizer that gets its own state back has been
   * given another rate in it.
   */
  private static Kind load(Event.Load load, FinishedRun run) {
    List<Term> owners =
        load.given().stream().flatMap(given -> ownerOfState(given).stream()).toList();
    boolean isOwn =
        owners.stream().anyMatch(o -> run.relations().same(o, load.target()) == Proof.YES);
    if (isOwn && run.objects().is(load.target(), Role.OPTIMIZER)) {
      return Kind.SET_RATE;
    }
    return owners.isEmpty() ? Kind.LOAD : Kind.COPY;
  }

  /** The object that is there and whose state a value is. */
  private static Optional<Term> ownerOfState(Term value) {
    return value instanceof Term.Made made
            && made.callee() instanceof Term.Member method
            && Layers.givesState(method.name())
        ? Optional.of(method.owner())
        : Optional.empty();
  }

  /** The calls that the losses of backward passes come from. */
  private static Map<Place, Term> losses(FinishedRun run) {
    Map<Place, Term> losses = new LinkedHashMap<>();
    run.events(Event.Backward.class)
        .flatMap(backward -> backward.losses().stream())
        .forEach(
            loss -> sources(loss, run, 0).forEach(made -> losses.put(made.site().place(), made)));
    return losses;
  }

  /** The calls that a loss comes from, seen through what only scales, averages or adds it. */
  private static Stream<Term.Made> sources(Term loss, FinishedRun run, int depth) {
    if (depth > DEEPEST) {
      return Stream.empty();
    }
    return switch (loss) {
      case Term.Made made when run.objects().scalerOf(made).isPresent() ->
          made.positional().stream().limit(1).flatMap(of -> sources(of, run, depth + 1));
      case Term.Made made
          when made.callee() instanceof Term.Member method && Harmless.isMethod(method.name()) ->
          sources(method.owner(), run, depth + 1);
      case Term.Made made when isOf(made, PythonFunctions::addsUp, run) -> {
        List<Term.Made> summands =
            made.positional().stream().flatMap(of -> summands(of, run, depth + 1)).toList();
        yield summands.isEmpty() ? Stream.of(made) : summands.stream();
      }
      // What a model gives may be summed up, and is no loss for that.
      case Term.Made made ->
          (run.objects().isModule(made.callee()) || runsNetwork(made.callee(), run, 0))
                  && !isLossObject(made.callee(), run)
              ? Stream.empty()
              : Stream.of(made);
      // Of what a loss is computed from, only what is one itself tells where.
      case Term.Computed computed ->
          computed.operands().stream()
              .flatMap(operand -> sources(operand, run, depth + 1))
              .filter(made -> isLoss(made, run));
      default -> Stream.empty();
    };
  }

  /** The losses in a collection, or in the values of one by name. */
  private static Stream<Term.Made> summands(Term collection, FinishedRun run, int depth) {
    return switch (collection) {
      case Term.Made made
          when made.callee() instanceof Term.Member method
              && method.name().equals(PythonFunctions.VALUES) ->
          summands(method.owner(), run, depth + 1);
      case Term.Unknown unknown ->
          unknown.from().stream().flatMap(from -> summands(from, run, depth + 1));
      default -> sources(collection, run, depth).filter(made -> isLoss(made, run));
    };
  }

  private static boolean isOf(Term.Made made, Predicate<String> wanted, FinishedRun run) {
    return run.objects().libraryName(made.callee()).filter(wanted).isPresent();
  }

  /**
   * Whether an object is a network, or is called in place of one: the other of two may be one, and
   * so may what an object of the project is made with.
   */
  private static boolean runsNetwork(Term object, FinishedRun run, int depth) {
    if (depth > DEEPEST) {
      return false;
    }
    return run.run().contents().isNetwork(object)
        || switch (object) {
          case Term.Either either ->
              either.options().stream().anyMatch(option -> runsNetwork(option, run, depth + 1));
          case Term.Made made ->
              !run.objects().isModule(made)
                  && run.objects().classOf(made).isPresent()
                  && !isNamedLoss(made, run)
                  && made.arguments().stream()
                      .anyMatch(given -> runsNetwork(given, run, depth + 1));
          default -> false;
        };
  }

  /** Whether an object is a loss, by what it is or by what all that it may be are called. */
  private static boolean isLossObject(Term object, FinishedRun run) {
    return object instanceof Term.Either either
        ? either.options().stream().allMatch(option -> isLossObject(option, run))
        : run.objects().is(object, Role.LOSS)
            || (run.objects().isModule(object) && isNamedLoss(object, run));
  }

  private static boolean isNamedLoss(Term object, FinishedRun run) {
    List<String> names = run.objects().classNames(object);
    return !names.isEmpty() && names.stream().allMatch(Losses::isNamedSo);
  }

  private static Optional<Kind> kind(Event event, Known known, FinishedRun run) {
    return switch (event) {
      case Event.Zero e -> Optional.of(Kind.ZERO);
      case Event.Backward e -> Optional.of(Kind.BACKWARD);
      case Event.Step step -> isOptimizer(step, run) ? Optional.of(Kind.STEP) : Optional.empty();
      case Event.Clip e -> Optional.of(Kind.CLIP);
      case Event.Unscale e -> Optional.of(Kind.UNSCALE);
      case Event.Mode mode ->
          switch (mode.isTraining()) {
            case YES -> Optional.of(Kind.TRAIN_MODE);
            case NO -> Optional.of(Kind.EVAL_MODE);
            case UNKNOWN -> Optional.empty();
          };
      case Event.Forward forward -> forward(forward, known, run);
      case Event.CrossEntropy e -> Optional.of(Kind.LOSS);
      case Event.Schedule e -> Optional.of(Kind.SCHEDULE);
      case Event.ScaleUpdate e -> Optional.of(Kind.SCALE_UPDATE);
      case Event.Load load -> Optional.of(load(load, run));
      case Event.Draw draw -> run.isBatch(draw) ? Optional.of(Kind.DRAW) : Optional.empty();
      case Event.Save e -> Optional.of(Kind.SAVE);
      case Event.SetRate e -> Optional.of(Kind.SET_RATE);
      case Event.Gradient e -> Optional.empty();
      case Event.GradientWrite e -> Optional.of(e.isCleared() ? Kind.CLEAR : Kind.CHANGE);
      case Event.Read e -> Optional.empty();
      case Event.Made e -> Optional.empty();
      case Event.SetEpoch e -> Optional.empty();
      case Event.Opaque e -> Optional.empty();
      case Event.Accumulate e -> Optional.empty();
      case Event.Surrounding e -> Optional.empty();
    };
  }

  /** Whether what steps is an optimizer, as far as the others tell. */
  private static boolean isOptimizer(Event.Step step, FinishedRun run) {
    return run.run().contents().role(step.optimizer()).filter(r -> r == Role.OPTIMIZER).isPresent()
        || step.scaler().isPresent()
        || run.events(Event.Zero.class)
            .anyMatch(zero -> run.relations().same(zero.target(), step.optimizer()) == Proof.YES)
        || run.events(Event.Step.class)
            .noneMatch(other -> run.objects().is(other.optimizer(), Role.OPTIMIZER));
  }

  /** A model computes, or a loss, which may be an object that nothing else is known of. */
  private static Optional<Kind> forward(Event.Forward forward, Known known, FinishedRun run) {
    Term module = run.relations().settled(forward.module());
    boolean isNetwork = runsNetwork(module, run, 0);
    // A loss compares two things at least.
    boolean comparesTwo = !isNetwork && forward.inputs().size() > 1;
    if (isLossObject(module, run)
        || (comparesTwo && known.losses().containsKey(forward.site().place()))
        || (comparesTwo && isCalledLoss(forward.site()))
        || (comparesTwo && isLossOfProject(module, forward, known, run))) {
      return Optional.of(Kind.LOSS);
    }
    boolean isMeant =
        ((isNetwork || run.objects().isModule(module)) && !isFunction(module, run))
            || known.models().contains(module);
    return isMeant
        ? Optional.of(forward.graph() == Proof.NO ? Kind.FORWARD_WITHOUT_GRAPH : Kind.FORWARD)
        : Optional.empty();
  }

  /** Whether what nothing else is known of is called by what it computes. */
  private static boolean isCalledLoss(Site call) {
    return call.callee()
        .filter(callee -> TrainingWords.isLoss(callee.substring(callee.lastIndexOf('.') + 1)))
        .isPresent();
  }

  /** Whether a module of a library has nothing to learn: it is called as a function would be. */
  private static boolean isFunction(Term module, FinishedRun run) {
    return module instanceof Term.Made made
        && run.objects().is(module, Role.MODULE)
        && run.objects().libraryName(made.callee()).isPresent()
        && run.objects().anatomy(module).isComplete()
        && run.objects().anatomy(module).weighted() == 0;
  }

  /** Whether a module of the project has nothing to learn and computes a loss in its code. */
  private static boolean isLossOfProject(
      Term module, Event.Forward forward, Known known, FinishedRun run) {
    Anatomy anatomy = run.objects().anatomy(module);
    Place call = forward.site().place();
    return anatomy.isComplete()
        && anatomy.weighted() == 0
        && known.losses().values().stream()
            .anyMatch(loss -> loss instanceof Term.Made made && made.site().calls().contains(call));
  }

  /** The objects that nothing else is known of, and that some computation shows to be models. */
  private static Set<Term> models(FinishedRun run) {
    Set<Term> batches =
        run.events(Event.Draw.class)
            .filter(draw -> mayHoldSamples(draw.from(), run))
            .map(Event.Draw::batch)
            .collect(Collectors.toSet());
    Set<Term> treated =
        run.events()
            .flatMap(event -> treatedAsModel(event).stream())
            .map(run.relations()::settled)
            .collect(Collectors.toSet());
    Set<Term> ruledOut = new HashSet<>();
    Predicate<Term> isData = term -> batches.contains(term) || isMadeByModule(term, run);
    return run.events(Event.Forward.class)
        .filter(forward -> isOfModel(forward, run))
        .filter(
            forward ->
                treated.contains(run.relations().settled(forward.module()))
                    || forward.inputs().stream()
                        .anyMatch(input -> run.relations().comesFrom(input, isData, ruledOut)))
        .map(forward -> run.relations().settled(forward.module()))
        .filter(object -> run.objects().role(object).isEmpty())
        .collect(Collectors.toSet());
  }

  private static boolean isOfModel(Event.Forward forward, FinishedRun run) {
    return forward.site().callee().filter(ProgramCourses::isObject).isPresent()
        && forward.inputs().stream().anyMatch(input -> !(input instanceof Term.Written))
        && run.learntFrom().contains(forward.result());
  }

  /** What something is done with that is done with models. */
  private static Optional<Term> treatedAsModel(Event event) {
    return switch (event) {
      case Event.Mode mode -> Optional.of(mode.module());
      case Event.Load load -> Optional.of(load.target());
      case Event.Zero zero -> Optional.of(zero.target());
      case Event.Wrap wrap -> Optional.of(wrap.object());
      default -> Optional.empty();
    };
  }

  /** Whether samples may come from a collection: a loader, or something that the run is given. */
  private static boolean mayHoldSamples(Term collection, FinishedRun run) {
    return run.objects().is(collection, Role.LOADER)
        || run.objects().isDataset(collection)
        || switch (collection) {
          case Term.Input input -> true;
          case Term.Outer outer -> true;
          case Term.Member member -> true;
          case Term.Item item -> mayHoldSamples(item.owner(), run);
          case Term.Made made -> run.objects().libraryName(made.callee()).isPresent();
          default -> false;
        };
  }

  private static boolean isMadeByModule(Term term, FinishedRun run) {
    return term instanceof Term.Made made && run.objects().isModule(made.callee());
  }

  /** Whether a name is that of an object, and not of a class or of a method of something. */
  private static boolean isObject(String callee) {
    String name = callee.startsWith(SELF) ? callee.substring(SELF.length()) : callee;
    return !name.contains(".") && !name.isEmpty() && !Character.isUpperCase(name.charAt(0));
  }
}
