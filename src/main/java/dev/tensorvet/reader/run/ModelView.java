package dev.tensorvet.reader.run;

import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelEvent.Kind;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Mappings;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events of a run as one model sees them. */
final class ModelView {

  private final Term model;
  private final FinishedRun run;
  private final Relations relations;
  private final Training training;

  /** What backward passes walk back. */
  private final Set<Term> walkedByBackward;

  /** The same, with what else asks for gradients. */
  private final Set<Term> learntFrom;

  /** Parts of the model that have a mode of their own. */
  private final List<Term> partsApart;

  private final Map<Term, Boolean> trains = new HashMap<>();

  /** Whether who is given a value is given the model with it. */
  private final Map<Term, Boolean> hands = new HashMap<>();

  /**
   * @param switched what is switched between modes by itself
   */
  ModelView(Term model, FinishedRun run, Set<Term> switched) {
    this.model = model;
    this.run = run;
    this.relations = run.relations();
    this.training = run.training();
    this.walkedByBackward = run.walkedByBackward();
    this.learntFrom = run.learntFrom();
    this.partsApart =
        switched.stream()
            .filter(part -> !part.equals(model) && (relations.holds(model, part) || isGiven(part)))
            .toList();
  }

  Optional<ModelEvent> see(Event event) {
    return kind(event)
        .map(
            kind ->
                new ModelEvent(
                    kind,
                    event.site(),
                    code(event),
                    isOnData(event),
                    mindsMode(event),
                    name(event)));
  }

  /** A part of the model of which nothing is known may be a layer that does not mind. */
  private boolean mindsMode(Event event) {
    if (!(event instanceof Event.Forward forward)) {
      return true;
    }
    Term module = relations.settled(forward.module());
    Proof minds = run.objects().dependsOnMode(module);
    boolean isPart = !module.equals(model) && relations.holds(model, module);
    return isPart ? minds == Proof.YES : minds != Proof.NO;
  }

  private Optional<String> name(Event event) {
    return event instanceof Event.Forward forward && is(forward.module())
        ? event.site().callee()
        : Optional.empty();
  }

  private static Optional<FunctionEntity> code(Event event) {
    return event instanceof Event.Forward forward ? forward.code() : Optional.empty();
  }

  /** Whether the model is given something that a loop takes from a collection of data. */
  private boolean isOnData(Event event) {
    return event instanceof Event.Forward forward
        && forward.inputs().stream().anyMatch(input -> relations.carries(input, this::isTaken));
  }

  /** An element in its turn, or a sample of a dataset by the counter of a loop. */
  private boolean isTaken(Term term) {
    return switch (term) {
      case Term.Element taken -> !isCounter(taken);
      case Term.Item item ->
          item.key() instanceof Term.Element index
              && isCounter(index)
              && run.objects().isDataset(item.owner());
      default -> false;
    };
  }

  /** {@code i} in {@code for i in range(n)} */
  private boolean isCounter(Term.Element taken) {
    return taken.of() instanceof Term.Made made
        && run.objects().libraryName(made.callee()).filter(PythonFunctions::counts).isPresent();
  }

  private Optional<Kind> kind(Event event) {
    return switch (event) {
      case Event.Made made ->
          isOption(made.object()) && run.objects().isConstructed(made.object())
              ? Optional.of(Kind.MADE)
              : Optional.empty();
      case Event.Mode mode -> mode(mode);
      case Event.Load load -> is(load.target()) ? Optional.of(Kind.LOAD) : Optional.empty();
      case Event.Forward forward -> forward(forward);
      case Event.Step step ->
          Optional.of(
              trains.computeIfAbsent(step.optimizer(), this::trains)
                  ? Kind.STEP
                  : Kind.STEP_OF_OTHERS);
      case Event.Opaque opaque ->
          generates(opaque)
              ? Optional.of(Kind.GENERATION)
              : mayBeSwitched(opaque) ? Optional.of(Kind.SWITCH) : Optional.empty();
      case Event.Zero e -> Optional.empty();
      case Event.Backward e -> Optional.empty();
      case Event.Gradient e -> Optional.empty();
      case Event.Clip e -> Optional.empty();
      case Event.Unscale e -> Optional.empty();
      case Event.GradientWrite e -> Optional.empty();
      case Event.Read e -> Optional.empty();
      case Event.CrossEntropy e -> Optional.empty();
      case Event.Accumulate e -> Optional.empty();
      case Event.Schedule e -> Optional.empty();
      case Event.ScaleUpdate e -> Optional.empty();
      case Event.SetEpoch e -> Optional.empty();
      case Event.Surrounding e -> Optional.empty();
    };
  }

  private boolean isOption(Term made) {
    return made.equals(model)
        || (model instanceof Term.Either either && either.options().contains(made));
  }

  private boolean is(Term term) {
    return relations.same(term, model) == Proof.YES;
  }

  private boolean trains(Term optimizer) {
    return training.covers(model, training.of(optimizer)) == Proof.YES;
  }

  private Optional<Kind> mode(Event.Mode mode) {
    // A loop over a collection switches each of its elements.
    if (is(mode.module()) || relations.holds(mode.module(), model) || isAmong(mode.module())) {
      return Optional.of(
          switch (mode.isTraining()) {
            case YES -> Kind.TRAIN;
            case NO -> Kind.EVAL;
            case UNKNOWN -> Kind.SWITCH;
          });
    }
    // A part that is switched leaves the rest in its mode.
    boolean isApart =
        relations.same(mode.module(), model) == Proof.NO
            || relations.holds(model, mode.module())
            || (relations.comesFrom(mode.module(), this::is) && !mayBePicked(mode.module()));
    return isApart ? Optional.empty() : Optional.of(Kind.SWITCH);
  }

  /** Whether a loop takes its elements, one after the other, from a collection with the model. */
  private boolean isAmong(Term element) {
    return takenFrom(element).filter(this::isCollectionWithIt).isPresent();
  }

  /** Whether a key that is not known picks an object from a collection with the model. */
  private boolean mayBePicked(Term module) {
    return module instanceof Term.Item item
        && !(item.key() instanceof Term.Written)
        && isCollectionWithIt(relations.settled(item.owner()));
  }

  private boolean isCollectionWithIt(Term all) {
    return (all instanceof Term.Group || run.objects().isMapping(all))
        && relations.parts(all).stream().anyMatch(part -> is(part) || isOption(part));
  }

  /** The collection that a loop takes its elements from, by themselves or each by its key. */
  private Optional<Term> takenFrom(Term element) {
    return switch (element) {
      case Term.Element taken -> Optional.of(collection(taken));
      case Term.Item item when item.key() instanceof Term.Element key ->
          Optional.of(relations.settled(item.owner())).filter(collection(key)::equals);
      default -> Optional.empty();
    };
  }

  /** What a loop goes through, itself or by its keys or values. */
  private Term collection(Term.Element taken) {
    return taken.of() instanceof Term.Made made
            && made.callee() instanceof Term.Member method
            && Mappings.goesThrough(method.name())
        ? relations.settled(method.owner())
        : relations.settled(taken.of());
  }

  /** Whether a container of the library was made of a part: {@code nn.Sequential(encoder, head)} */
  private boolean isGiven(Term part) {
    return model instanceof Term.Made made
        && run.objects().is(made, Role.CONTAINER)
        && made.arguments().stream().map(relations::settled).anyMatch(part::equals);
  }

  /** Whether the model minds its mode by more than parts that have one of their own. */
  Proof dependsOnMode() {
    Proof minds = run.objects().dependsOnMode(model, partsApart);
    return minds == Proof.YES && mayBeEvaluatedInParts() ? Proof.UNKNOWN : minds;
  }

  /** Whether parts are switched of which nobody knows where they are made: all that mind may be. */
  private boolean mayBeEvaluatedInParts() {
    return run.events(Event.Mode.class)
        .filter(mode -> mode.isTraining() != Proof.YES)
        .map(mode -> relations.settled(mode.module()))
        .filter(part -> !(part instanceof Term.Made) && !isAmong(part))
        .anyMatch(this::isPart);
  }

  private boolean isPart(Term other) {
    return !is(other) && (relations.holds(model, other) || relations.comesFrom(other, this::is));
  }

  /** Whether some parts of the model are switched apart from the rest. */
  boolean isSwitchedInParts() {
    return run.events(Event.Mode.class).map(Event.Mode::module).anyMatch(this::isPart);
  }

  private Optional<Kind> forward(Event.Forward forward) {
    Term module = relations.settled(forward.module());
    if (!isOurs(module, forward)) {
      return Optional.empty();
    }
    boolean buildsGraph =
        forward.buildsGraph()
            && forward.inputs().stream()
                .noneMatch(input -> relations.carries(input, run.objects()::isWithoutGraph));
    if (!buildsGraph) {
      return Optional.of(Kind.FORWARD_WITHOUT_GRAPH);
    }
    if (isIn(walkedByBackward, forward.result())) {
      return Optional.of(Kind.TRAINING_FORWARD);
    }
    if (isIn(learntFrom, forward.result())) {
      return Optional.of(Kind.GRADIENT_FORWARD);
    }
    return Optional.of(forward.graph() == Proof.YES ? Kind.FORWARD : Kind.FORWARD_WITHOUT_GRAPH);
  }

  /**
   * Whether it is the model that computes, or a part of it, or something that it is a part of. A
   * member that is called and not known to be a module may as well be a method, and what code out
   * of the model calls may be a tokenizer that the model was given too.
   */
  private boolean isOurs(Term module, Event.Forward forward) {
    boolean isPart =
        relations.holds(model, module)
            && (run.objects().isModule(module)
                || (!(module instanceof Term.Member)
                    && !isOfPlainClass(module)
                    && isCodeOfModule(forward)))
            && partsApart.stream().noneMatch(part -> relations.holds(part, module));
    return module.equals(model) || isPart || relations.holds(module, model);
  }

  /** Whether an object, or each of those that it may be, is of a class that is no module. */
  private boolean isOfPlainClass(Term object) {
    return object instanceof Term.Either either
        ? either.options().stream().allMatch(this::isOfPlainClass)
        : run.objects()
            .classOf(object)
            .filter(type -> type.mro().isComplete() && !run.objects().isModule(type))
            .isPresent();
  }

  private boolean isCodeOfModule(Event.Forward forward) {
    return forward
        .code()
        .flatMap(FunctionEntity::owner)
        .filter(type -> run.objects().isModule(type))
        .isPresent();
  }

  private static boolean isIn(Set<Term> walked, Term result) {
    List<Term> open = new ArrayList<>(List.of(result));
    Set<Term> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      Term each = open.removeLast();
      if (walked.contains(each)) {
        return true;
      }
      List<Term> parts =
          switch (each) {
            case Term.Group group -> group.elements();
            case Term.Either either -> either.options();
            case Term.Unknown unknown -> unknown.from();
            default -> List.of();
          };
      parts.stream().filter(seen::add).forEach(open::add);
    }
    return false;
  }

  private boolean generates(Event.Opaque opaque) {
    return opaque.receiver().filter(this::is).isPresent()
        && run.objects().is(model, Role.MODULE)
        && run.objects().classOf(model).isEmpty()
        && opaque.site().callee().filter(Layers::generates).isPresent();
  }

  private boolean mayBeSwitched(Event.Opaque opaque) {
    return opaque.receiver().filter(this::is).isPresent()
        || opaque.given().stream()
            .anyMatch(given -> hands.computeIfAbsent(given, t -> relations.gives(t, this::is)));
  }
}
