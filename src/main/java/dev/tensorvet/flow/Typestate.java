package dev.tensorvet.flow;

import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.EventGraph.Edge;
import dev.tensorvet.flow.EventGraph.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Of what is decided, bit i says that condition i is, and bit 32 + i which way. */
  private static final class Valuation {

    static final long NONE = 0;

    private Valuation() {}

    static boolean isDecided(long valuation, int condition) {
      return ((valuation >>> condition) & 1) != 0;
    }

    static boolean contradicts(long valuation, int condition, boolean taken) {
      return isDecided(valuation, condition)
          && (((valuation >>> (32 + condition)) & 1) != 0) != taken;
    }

    static long with(long valuation, int condition, boolean taken) {
      long decided = 1L << condition;
      return without(valuation, 1 << condition) | decided | (taken ? decided << 32 : 0);
    }

    static long without(long valuation, int conditions) {
      return valuation & ~(((long) conditions << 32) | conditions);
    }
  }

  /** Sets of states by valuation, few and in order: bit i of a set is the state of ordinal i. */
  private static final class Sets {
    private long[] valuations = new long[2];
    private int[] states = new int[2];
    private int size;

    /** Adds states; whether there are new ones among them. */
    boolean join(long valuation, int added) {
      int at = Arrays.binarySearch(valuations, 0, size, valuation);
      if (at < 0 && size >= MOST_SETS && valuation != Valuation.NONE) {
        return join(Valuation.NONE, added);
      }
      if (at >= 0) {
        boolean grows = (states[at] | added) != states[at];
        states[at] |= added;
        return grows;
      }
      insert(-at - 1, valuation, added);
      return true;
    }

    private void insert(int at, long valuation, int added) {
      if (size == valuations.length) {
        valuations = Arrays.copyOf(valuations, 2 * size);
        states = Arrays.copyOf(states, 2 * size);
      }
      System.arraycopy(valuations, at, valuations, at + 1, size - at);
      System.arraycopy(states, at, states, at + 1, size - at);
      valuations[at] = valuation;
      states[at] = added;
      size++;
    }
  }

  private final List<Sets> before;
  private final Map<Integer, Integer> bits;
  private final S[] states;

  private Typestate(List<Sets> before, Map<Integer, Integer> bits, S[] states) {
    this.before = before;
    this.bits = bits;
    this.states = states;
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
    S[] all = initial.getDeclaringClass().getEnumConstants();
    Map<Integer, Integer> bits = tracked(graph);
    List<Sets> before = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      before.add(new Sets());
    }
    int start = bit(initial);
    before.getFirst().join(Valuation.NONE, start);
    int[] forgotten = new int[graph.size()];
    graph.loops().forEach(loop -> forgotten[loop.header()] = mask(loop.variant(), bits));
    BitSet restarting = new BitSet();
    restarts.forEach(loop -> restarting.set(loop.header()));

    BitSet open = new BitSet();
    open.set(0);
    while (!open.isEmpty()) {
      int node = open.nextSetBit(0);
      open.clear(node);
      Sets here = before.get(node);
      int[] after = new int[here.size];
      for (int i = 0; i < here.size; i++) {
        after[i] = step(here.states[i], graph.event(node), transition, all);
      }
      long[] valuations = Arrays.copyOf(here.valuations, here.size);
      for (Edge edge : graph.out(node)) {
        Optional<Decision> decision = edge.decision().filter(d -> bits.containsKey(d.condition()));
        boolean changed = false;
        for (int i = 0; i < valuations.length; i++) {
          long valuation = valuations[i];
          if (decision.isPresent()) {
            int condition = bits.getOrDefault(decision.get().condition(), 0);
            boolean taken = decision.get().value();
            if (Valuation.contradicts(valuation, condition, taken)) {
              continue;
            }
            valuation = Valuation.with(valuation, condition, taken);
          }
          changed |=
              before
                  .get(edge.to())
                  .join(
                      Valuation.without(valuation, forgotten[edge.to()]),
                      restarting.get(edge.to()) ? start : after[i]);
        }
        if (changed) {
          open.set(edge.to());
        }
      }
    }
    return new Typestate<>(before, bits, all);
  }

  private static <E, S extends Enum<S>> int step(
      int states, Optional<E> event, BiFunction<S, E, S> transition, S[] all) {
    if (event.isEmpty()) {
      return states;
    }
    int next = 0;
    for (int left = states; left != 0; left &= left - 1) {
      S state = all[Integer.numberOfTrailingZeros(left)];
      next |= bit(transition.apply(state, event.get()));
    }
    return next;
  }

  /** The set of one state. */
  @SuppressWarnings("EnumOrdinal") // It is what a bit set of states is made of, as in EnumSet.
  private static int bit(Enum<?> state) {
    return 1 << state.ordinal();
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
    Sets here = before.get(node);
    int all = 0;
    for (int i = 0; i < here.size; i++) {
      all |= here.states[i];
    }
    int any = all;
    return Arrays.stream(states).filter(state -> (any & bit(state)) != 0).toList();
  }

  /**
   * Whether only {@code wanted} states can hold before a node: on every way there, or on every way
   * under one value of one condition. Two conditions are never fixed together, since what one says
   * of the other is not known.
   */
  public boolean only(int node, EnumSet<S> wanted) {
    Sets here = before.get(node);
    int unwanted = 0;
    for (S state : EnumSet.complementOf(wanted)) {
      unwanted |= bit(state);
    }
    boolean isOnly = here.size > 0;
    for (int i = 0; i < here.size; i++) {
      isOnly &= (here.states[i] & unwanted) == 0;
    }
    if (isOnly) {
      return true;
    }
    for (int condition = 0; condition < bits.size(); condition++) {
      if (onlyWith(here, unwanted, condition, true) || onlyWith(here, unwanted, condition, false)) {
        return true;
      }
    }
    return false;
  }

  private static boolean onlyWith(Sets here, int unwanted, int condition, boolean value) {
    boolean isDecided = false;
    for (int i = 0; i < here.size; i++) {
      long valuation = here.valuations[i];
      if (!Valuation.contradicts(valuation, condition, value)) {
        if ((here.states[i] & unwanted) != 0) {
          return false;
        }
        isDecided |= Valuation.isDecided(valuation, condition);
      }
    }
    return isDecided;
  }
}
