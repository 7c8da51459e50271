package dev.tensorvet.flow;

import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.EventGraph.Edge;
import dev.tensorvet.flow.EventGraph.Loop;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Which states of an automaton can hold before each node of an {@link EventGraph}.
 *
 * <p>A forward dataflow over sets of states. Sets are kept apart by what was decided of the
 * conditions that are asked more than once, so that two branches on one flag agree; a decision is
 * forgotten where a new turn of a loop can change it.
 *
 * @param <S> the states
 */
public final class Typestate<S extends Enum<S>> {

  /** Conditions that are told apart; further ones are decided anew at each branch. */
  private static final int MOST_TRACKED = 8;

  /** Sets kept apart at one node before they are joined. */
  private static final int MOST_SETS = 128;

  /** What is decided: bit i of {@code known} says that {@code value}'s bit i holds. */
  private record Valuation(int known, int value) implements Comparable<Valuation> {

    static final Valuation NONE = new Valuation(0, 0);

    boolean contradicts(int bit, boolean taken) {
      return (known & bit) != 0 && ((value & bit) != 0) != taken;
    }

    Valuation with(int bit, boolean taken) {
      return new Valuation(known | bit, taken ? value | bit : value & ~bit);
    }

    Valuation without(int bits) {
      return new Valuation(known & ~bits, value & ~bits);
    }

    @Override
    public int compareTo(Valuation other) {
      int byKnown = Integer.compare(known, other.known);
      return byKnown != 0 ? byKnown : Integer.compare(value, other.value);
    }
  }

  private final List<SortedMap<Valuation, EnumSet<S>>> before;
  private final Map<Integer, Integer> bits;

  private Typestate(List<SortedMap<Valuation, EnumSet<S>>> before, Map<Integer, Integer> bits) {
    this.before = before;
    this.bits = bits;
  }

  /**
   * Solves to the fixpoint.
   *
   * @param initial the state at the entry, and again at the start of each turn of a loop in {@code
   *     restarts}
   * @param transition the state after an event
   */
  public static <E, S extends Enum<S>> Typestate<S> solve(
      EventGraph<E> graph, S initial, List<Loop> restarts, BiFunction<S, E, S> transition) {
    Map<Integer, Integer> bits = tracked(graph);
    List<SortedMap<Valuation, EnumSet<S>>> before = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      before.add(new TreeMap<>());
    }
    before.getFirst().put(Valuation.NONE, EnumSet.of(initial));
    Map<Integer, Loop> loops = new HashMap<>();
    graph.loops().forEach(loop -> loops.put(loop.header(), loop));
    BitSet restarting = new BitSet();
    restarts.forEach(loop -> restarting.set(loop.header()));

    PriorityQueue<Integer> open = new PriorityQueue<>(List.of(0));
    while (!open.isEmpty()) {
      int node = open.remove();
      SortedMap<Valuation, EnumSet<S>> after = new TreeMap<>();
      before
          .get(node)
          .forEach(
              (valuation, states) ->
                  after.put(valuation, step(states, graph.event(node), transition)));
      for (Edge edge : graph.out(node)) {
        boolean changed = false;
        int forgotten =
            Optional.ofNullable(loops.get(edge.to())).map(l -> mask(l.variant(), bits)).orElse(0);
        for (Map.Entry<Valuation, EnumSet<S>> entry : after.entrySet()) {
          Optional<Valuation> valuation = take(entry.getKey(), edge.decision(), bits);
          if (valuation.isEmpty()) {
            continue;
          }
          EnumSet<S> states = restarting.get(edge.to()) ? EnumSet.of(initial) : entry.getValue();
          changed |= join(before.get(edge.to()), valuation.get().without(forgotten), states);
        }
        if (changed && !open.contains(edge.to())) {
          open.add(edge.to());
        }
      }
    }
    return new Typestate<>(Collections.unmodifiableList(before), bits);
  }

  private static <E, S extends Enum<S>> EnumSet<S> step(
      EnumSet<S> states, Optional<E> event, BiFunction<S, E, S> transition) {
    if (event.isEmpty()) {
      return states;
    }
    EnumSet<S> next = EnumSet.copyOf(states);
    next.clear();
    states.forEach(state -> next.add(transition.apply(state, event.get())));
    return next;
  }

  private static Optional<Valuation> take(
      Valuation valuation, Optional<Decision> decision, Map<Integer, Integer> bits) {
    if (decision.isEmpty() || !bits.containsKey(decision.get().condition())) {
      return Optional.of(valuation);
    }
    int bit = 1 << bits.get(decision.get().condition());
    boolean taken = decision.get().value();
    return valuation.contradicts(bit, taken)
        ? Optional.empty()
        : Optional.of(valuation.with(bit, taken));
  }

  private static <S extends Enum<S>> boolean join(
      Map<Valuation, EnumSet<S>> into, Valuation valuation, EnumSet<S> states) {
    Valuation key =
        into.size() >= MOST_SETS && !into.containsKey(valuation) ? Valuation.NONE : valuation;
    EnumSet<S> known = into.get(key);
    if (known == null) {
      into.put(key, EnumSet.copyOf(states));
      return true;
    }
    return known.addAll(states);
  }

  /** The conditions that more than one branch asks, each with its bit. */
  private static <E> Map<Integer, Integer> tracked(EventGraph<E> graph) {
    int[] asked = new int[graph.conditions()];
    for (int node = 0; node < graph.size(); node++) {
      BitSet here = new BitSet();
      for (Edge edge : graph.out(node)) {
        edge.decision().ifPresent(d -> here.set(d.condition()));
      }
      here.stream().forEach(c -> asked[c]++);
    }
    Map<Integer, Integer> bits = new HashMap<>();
    for (int c = 0; c < asked.length && bits.size() < MOST_TRACKED; c++) {
      if (asked[c] > 1) {
        bits.put(c, bits.size());
      }
    }
    return bits;
  }

  private static int mask(BitSet conditions, Map<Integer, Integer> bits) {
    int mask = 0;
    for (int c = conditions.nextSetBit(0); c >= 0; c = conditions.nextSetBit(c + 1)) {
      mask |= bits.containsKey(c) ? 1 << bits.get(c) : 0;
    }
    return mask;
  }

  /** Every state that can hold before a node; none when it cannot be reached. */
  public List<S> states(int node) {
    return before.get(node).values().stream().flatMap(EnumSet::stream).distinct().toList();
  }

  /**
   * Whether only {@code wanted} states can hold before a node: on every way there, or on every way
   * under one value of one condition. Two conditions are never fixed together, since what one says
   * of the other is not known.
   */
  public boolean only(int node, EnumSet<S> wanted) {
    Map<Valuation, EnumSet<S>> here = before.get(node);
    if (here.isEmpty()) {
      return false;
    }
    if (here.values().stream().allMatch(wanted::containsAll)) {
      return true;
    }
    return bits.values().stream()
        .anyMatch(
            bit ->
                onlyWith(here, wanted, 1 << bit, true) || onlyWith(here, wanted, 1 << bit, false));
  }

  private boolean onlyWith(
      Map<Valuation, EnumSet<S>> here, EnumSet<S> wanted, int bit, boolean value) {
    boolean decided = false;
    for (Map.Entry<Valuation, EnumSet<S>> entry : here.entrySet()) {
      if (entry.getKey().contradicts(bit, value)) {
        continue;
      }
      if (!wanted.containsAll(entry.getValue())) {
        return false;
      }
      decided |= (entry.getKey().known() & bit) != 0;
    }
    return decided;
  }
}
