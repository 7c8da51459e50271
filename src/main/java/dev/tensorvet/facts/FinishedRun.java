package dev.tensorvet.facts;

import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a run of a program has left: the graph of its events, and how its objects stand to each
 * other.
 *
 * @param module the file that the run started in: facts are told in it
 * @param graph the events in the order in which they can happen
 */
record FinishedRun(
    SourceModule module,
    ProgramRun run,
    EventGraph<Event> graph,
    Relations relations,
    Training training) {

  static FinishedRun of(SourceModule module, ProgramRun run) {
    Relations relations = new Relations(run);
    return new FinishedRun(module, run, run.graph(), relations, new Training(run, relations));
  }

  /** What backward passes walk back, all of it. */
  Set<Term> learntFrom() {
    return walkedBack(losses().flatMap(List::stream));
  }

  /** What each backward pass walks back. */
  List<Set<Term>> backwardPasses() {
    return losses().map(together -> walkedBack(together.stream())).toList();
  }

  private Stream<List<Term>> losses() {
    return Stream.concat(
        events(Event.Backward.class).map(Event.Backward::losses),
        events(Event.Gradient.class).map(Event.Gradient::losses));
  }

  /** All that went into some terms, and the terms themselves. */
  Set<Term> walkedBack(Stream<Term> terms) {
    Set<Term> walked = new HashSet<>();
    terms.forEach(term -> relations.comesFrom(term, t -> false, walked));
    return walked;
  }

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
