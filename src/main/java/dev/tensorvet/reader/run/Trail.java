package dev.tensorvet.reader.run;

import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Decision;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a run is in the graph of its events, which it draws on its way. */
final class Trail {

  /** Where a run is after a jump, until something begins anew. */
  static final int NOWHERE = -1;

  private EventGraph.Builder<Event> graph = new EventGraph.Builder<>();
  private int at = graph.add(Optional.empty());
  private int asides;

  EventGraph.Builder<Event> graph() {
    return graph;
  }

  /** The node that the run has come to. */
  int at() {
    return at;
  }

  void goTo(int node) {
    at = node;
  }

  /** Nothing comes after this: a jump leads elsewhere. */
  void end() {
    at = NOWHERE;
  }

  boolean isEnded() {
    return at == NOWHERE;
  }

  /** Goes on, where the trail has ended, at a place that nothing leads to. */
  void restart() {
    if (isEnded()) {
      at = graph.add(Optional.empty());
    }
  }

  /** An event happens, if anything does here. */
  void tell(Event event) {
    if (!isEnded()) {
      int node = graph.add(Optional.of(event));
      graph.connect(at, node);
      at = node;
    }
  }

  /** Goes on at a new node that comes after another. */
  int branchOff(int from) {
    at = graph.add(Optional.empty());
    graph.connect(from, at);
    return at;
  }

  /** Goes on at a new node after {@code fork}, where a decision has led; until {@link #leave}. */
  void enter(int fork, Decision decision) {
    graph.enter(decision);
    at = graph.add(Optional.empty());
    graph.connect(fork, at, Optional.of(decision));
  }

  /** Ends what stands under the last decision, and tells where the run has come to there. */
  int leave() {
    graph.leave();
    return at;
  }

  /** Goes on where several ways meet; none, if there is no way. */
  void joinAt(List<Integer> ends) {
    List<Integer> distinct = ends.size() < 2 ? ends : ends.stream().distinct().toList();
    if (distinct.isEmpty()) {
      end();
    } else if (distinct.size() == 1) {
      at = distinct.getFirst();
    } else {
      int join = graph.add(Optional.empty());
      distinct.forEach(end -> graph.connect(end, join));
      at = join;
    }
  }

  /** Whether the events are forgotten; their nodes have numbers that others have too. */
  boolean isAside() {
    return asides > 0;
  }

  /** Does something of which only the value counts: its events are forgotten. */
  <T> T aside(Supplier<T> work) {
    EventGraph.Builder<Event> realGraph = graph;
    int realPlace = at;
    graph = new EventGraph.Builder<>();
    at = graph.add(Optional.empty());
    asides++;
    T value = work.get();
    asides--;
    graph = realGraph;
    at = realPlace;
    return value;
  }
}
