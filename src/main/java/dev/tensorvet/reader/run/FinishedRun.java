package dev.tensorvet.reader.run;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a run of a program has left: the graph of its events, and how its objects stand to each
 * other. What several readers ask is found once. Serves one thread.
 */
final class FinishedRun {

  private final SourceModule module;
  private final ProgramRun run;
  private final EventGraph<Event> graph;
  private final Relations relations;
  private final Training training;
  private final IdentityHashMap<Event.Backward, BackwardGraph> walkedBack = new IdentityHashMap<>();
  private final Map<Term, Boolean> data = new HashMap<>();
  private Optional<Set<Term>> learntFrom = Optional.empty();
  private Optional<Set<Term>> walkedByBackward = Optional.empty();

  /**
   * @param module the file that the run started in: facts are told in it
   */
  FinishedRun(SourceModule module, ProgramRun run) {
    this.module = module;
    this.run = run;
    this.graph = run.graph();
    this.relations = new Relations(run);
    this.training = new Training(run, relations);
  }

  SourceModule module() {
    return module;
  }

  ProgramRun run() {
    return run;
  }

  /** The events in the order in which they can happen. */
  EventGraph<Event> graph() {
    return graph;
  }

  Relations relations() {
    return relations;
  }

  Training training() {
    return training;
  }

  /** How sure the run is at most: what does not parse may do anything. */
  Certainty certainty() {
    return module.parsed().problems().isEmpty() ? Certainty.PROVEN : Certainty.LIKELY;
  }

  // --- who learns what

  /** What takes a step in the run, in the order of the text. */
  Set<Term> steppingOptimizers() {
    Set<Term> optimizers = new LinkedHashSet<>();
    events(Event.Step.class).map(Event.Step::optimizer).forEach(optimizers::add);
    return optimizers;
  }

  /** What takes a step in the run, and the optimizers that it makes. */
  Set<Term> optimizers() {
    Set<Term> optimizers = steppingOptimizers();
    inventory(Role.OPTIMIZER).forEach(optimizers::add);
    return optimizers;
  }

  /** What each of some optimizers trains. */
  List<Trained> trained(Set<Term> optimizers) {
    return optimizers.stream().map(training::of).toList();
  }

  /** The graph that a backward pass walks back. */
  BackwardGraph walkedBackBy(Event.Backward pass) {
    BackwardGraph known = walkedBack.get(pass);
    if (known == null) {
      known = BackwardGraph.of(pass.losses(), this);
      walkedBack.put(pass, known);
    }
    return known;
  }

  /** Whether some module is given what a loop takes from a collection. */
  boolean isData(Term collection) {
    return data.computeIfAbsent(
        collection,
        each -> {
          Set<Term> ruledOut = new HashSet<>();
          return events(Event.Forward.class)
              .flatMap(forward -> forward.inputs().stream())
              .anyMatch(
                  input ->
                      relations.comesFrom(
                          input,
                          t -> t instanceof Term.Element e && e.of().equals(each),
                          ruledOut));
        });
  }

  /**
   * Whether some module is given what is taken from a collection, in a loop or by asking for it.
   */
  boolean isBatch(Event.Draw draw) {
    Set<Term> ruledOut = new HashSet<>();
    return isData(draw.from())
        || events(Event.Forward.class)
            .flatMap(forward -> forward.inputs().stream())
            .map(FinishedRun::uncut)
            .anyMatch(input -> relations.comesFrom(input, draw.batch()::equals, ruledOut));
  }

  /** What a value was before it was cut off from its graph: a batch stays one. */
  private static Term uncut(Term value) {
    Term at = value;
    while (at instanceof Term.Made made
        && made.callee() instanceof Term.Member method
        && GraphFlow.leaves(method.name())) {
      at = method.owner();
    }
    return at;
  }

  /** What backward passes walk back, and what else asks for gradients, all of it. */
  Set<Term> learntFrom() {
    Set<Term> known = learntFrom.orElseGet(this::findLearntFrom);
    learntFrom = Optional.of(known);
    return known;
  }

  private Set<Term> findLearntFrom() {
    List<Term> apart = events(Event.Gradient.class).flatMap(g -> g.losses().stream()).toList();
    if (apart.isEmpty()) {
      return walkedByBackward();
    }
    Set<Term> walked = new HashSet<>(walkedByBackward());
    walkBack(apart.stream(), walked);
    return Collections.unmodifiableSet(walked);
  }

  /** What backward passes alone walk back. */
  Set<Term> walkedByBackward() {
    Set<Term> known =
        walkedByBackward.orElseGet(
            () ->
                Collections.unmodifiableSet(
                    walkedBack(
                        events(Event.Backward.class).flatMap(pass -> pass.losses().stream()))));
    walkedByBackward = Optional.of(known);
    return known;
  }

  /** What gradients are asked of, together. */
  Stream<List<Term>> losses() {
    return Stream.concat(
        events(Event.Backward.class).map(Event.Backward::losses),
        events(Event.Gradient.class).map(Event.Gradient::losses));
  }

  /** All that went into some terms, and the terms themselves. */
  Set<Term> walkedBack(Stream<Term> terms) {
    Set<Term> walked = new HashSet<>();
    walkBack(terms, walked);
    return walked;
  }

  private void walkBack(Stream<Term> terms, Set<Term> walked) {
    terms.forEach(term -> relations.comesFrom(term, t -> false, walked));
  }

  // --- what there is in the run

  /** The objects of a role that the run made, on whatever way. */
  Stream<Term.Made> inventory(Role role) {
    return run.inventory().makings().stream()
        .filter(making -> making.role() == role)
        .map(Inventory.Making::object);
  }

  SourceFile file() {
    return module.file();
  }

  Objects objects() {
    return run.objects();
  }

  Event event(int node) {
    return graph.event(node).orElseThrow();
  }

  /** All events, in the order of the text. */
  Stream<Event> events() {
    return graph.eventNodes().mapToObj(this::event);
  }

  /** The nodes of all events of a kind. */
  List<Integer> nodes(Class<? extends Event> kind) {
    return graph.eventNodes().filter(n -> kind.isInstance(event(n))).boxed().toList();
  }

  /** All events of a kind. */
  <E extends Event> Stream<E> events(Class<E> kind) {
    return events().filter(kind::isInstance).map(kind::cast);
  }
}
