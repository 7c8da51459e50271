package dev.tensorvet.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The order in which events can happen in a run of a program.
 *
 * <p>Nodes are numbered in the order of the program's text, helpers in place of their calls; node 0
 * is the entry. A node holds one event or none. An edge may carry a {@link Decision}: it is taken
 * only if a condition has a value. A condition stands for one question, wherever it is asked: two
 * branches on the same flag are one condition.
 *
 * @param <E> what happens
 */
public final class EventGraph<E> {

  /** The answer that a branch was given: {@code condition} is {@code value}. */
  public record Decision(int condition, boolean value) {

    /** The other answer to the same question. */
    public Decision opposite() {
      return new Decision(condition, !value);
    }
  }

  /** A way from a node to another. */
  public record Edge(int to, Optional<Decision> decision) {

    private Edge to(int other) {
      return new Edge(other, decision);
    }
  }

  /**
   * A loop: the nodes from {@code header} to {@code end}, the last left out.
   *
   * @param variant the conditions that can change their value from one turn to the next
   */
  public record Loop(int header, int end, BitSet variant) {

    public boolean contains(int node) {
      return header <= node && node < end;
    }

    /** Whether a question may be answered otherwise in the next turn. */
    public boolean canChange(Decision decision) {
      return variant.get(decision.condition());
    }
  }

  /** How far a graph had been built: its size, and a node's number of edges. */
  public record Mark(int size, int fork, int edges) {}

  /**
   * @param guards the decisions that every way to this node's place in the text has taken
   */
  private record Node<E>(Optional<E> event, List<Edge> out, List<Decision> guards) {}

  private final List<Node<E>> nodes;
  private final List<Loop> loops;
  private final int conditions;
  private final int[] eventNodes;

  private EventGraph(List<Node<E>> nodes, List<Loop> loops, int conditions) {
    this.nodes = List.copyOf(nodes);
    this.loops = List.copyOf(loops);
    this.conditions = conditions;
    this.eventNodes =
        IntStream.range(0, nodes.size()).filter(n -> nodes.get(n).event().isPresent()).toArray();
  }

  public int size() {
    return nodes.size();
  }

  /** How many conditions there are; they are numbered from 0. */
  public int conditions() {
    return conditions;
  }

  public Optional<E> event(int node) {
    return nodes.get(node).event();
  }

  public List<Edge> out(int node) {
    return nodes.get(node).out();
  }

  /** The decisions under which a node stands. */
  public List<Decision> guards(int node) {
    return nodes.get(node).guards();
  }

  /** Whether all that decides whether a node is reached is decided so where another one is. */
  public boolean isSureWith(int node, int other) {
    return guards(other).containsAll(guards(node));
  }

  /** Whether one question has to be answered in two ways for both nodes to be reached. */
  public boolean excludes(int node, int other) {
    List<Decision> decisions = guards(other);
    return guards(node).stream().anyMatch(d -> decisions.contains(d.opposite()));
  }

  /** The decisions under which a node stands that stay as they are while a loop runs. */
  public List<Decision> fixed(int node, Loop loop) {
    return guards(node).stream().filter(decision -> !loop.canChange(decision)).toList();
  }

  /** Whether a loop that comes to a node at all comes to it in each turn, jumps aside. */
  public boolean isInEveryTurn(int node, Loop loop) {
    return guards(node).stream().noneMatch(loop::canChange);
  }

  /** All loops, an outer one before those that it holds. */
  public List<Loop> loops() {
    return loops;
  }

  /** The loops that hold a node, the innermost first. */
  public List<Loop> loopsAround(int node) {
    return loops.stream().filter(loop -> loop.contains(node)).toList().reversed();
  }

  /** The same graph, with each event told in another way. */
  public <F> EventGraph<F> as(Function<E, F> translation) {
    List<Node<F>> told =
        nodes.stream()
            .map(n -> new Node<>(n.event().map(translation), n.out(), n.guards()))
            .toList();
    return new EventGraph<>(told, loops, conditions);
  }

  /**
   * What is left of the graph when each event is seen as {@code translation} gives it, or not at
   * all. Branches and loops in which nothing is seen are left out, and so are the questions that
   * only they ask.
   */
  public <F> EventGraph<F> map(Function<E, Optional<F>> translation) {
    List<Optional<F>> events = new ArrayList<>(size());
    nodes.forEach(node -> events.add(node.event().flatMap(translation)));
    int[] ends = new int[size()];
    loops.forEach(loop -> ends[loop.header()] = Math.max(ends[loop.header()], loop.end()));
    // From the last node back: what follows a node is known, but for the next turn of a loop.
    int[] meant = new int[size()];
    List<List<Edge>> out = new ArrayList<>(Collections.nCopies(size(), List.of()));
    for (int node = size() - 1; node >= 0; node--) {
      meant[node] = node;
      List<Edge> edges = shortened(node, meant);
      boolean isPassage =
          node > 0
              && events.get(node).isEmpty()
              && edges.size() == 1
              && edges.getFirst().decision().isEmpty()
              // Into its loop leads the only way from the header of one without end.
              && (ends[node] == 0 || edges.getFirst().to() >= ends[node]);
      meant[node] = isPassage ? edges.getFirst().to() : node;
      out.set(node, edges);
    }
    return kept(events, meant, out);
  }

  /** The ways out of a node past all passages; the arms of a branch that meet at once are one. */
  private List<Edge> shortened(int node, int[] meant) {
    List<Edge> out = out(node);
    // Most nodes have one way out, and every run waits for this.
    if (out.size() == 1) {
      Edge only = out.getFirst();
      int to = past(only, node, meant);
      return to == node ? List.of() : to == only.to() ? out : List.of(only.to(to));
    }
    List<Edge> edges = new ArrayList<>(out.size());
    for (Edge edge : out) {
      int to = past(edge, node, meant);
      // A turn of a loop in which nothing happens is none.
      if (to == node) {
        continue;
      }
      Edge plain = new Edge(to, Optional.empty());
      Optional<Edge> otherwise = edge.decision().map(d -> new Edge(to, Optional.of(d.opposite())));
      if (otherwise.isPresent() && edges.remove(otherwise.get())) {
        edges.add(plain);
      } else if (!edges.contains(plain)) {
        edges.add(edge.to(to));
      }
    }
    return List.copyOf(edges);
  }

  private static int past(Edge edge, int node, int[] meant) {
    return edge.to() > node ? meant[edge.to()] : edge.to();
  }

  private <F> EventGraph<F> kept(List<Optional<F>> events, int[] meant, List<List<Edge>> out) {
    int[] number = new int[size() + 1];
    for (int node = 0; node < size(); node++) {
      number[node + 1] = number[node] + (meant[node] == node ? 1 : 0);
    }
    List<Node<F>> kept = new ArrayList<>();
    for (int node = 0; node < size(); node++) {
      if (meant[node] == node) {
        List<Edge> edges = new ArrayList<>(out.get(node).size());
        for (Edge edge : out.get(node)) {
          edges.add(edge.to(number[meant[edge.to()]]));
        }
        kept.add(new Node<>(events.get(node), List.copyOf(edges), nodes.get(node).guards()));
      }
    }
    List<Loop> loopsKept =
        loops.stream()
            .filter(loop -> meant[loop.header()] == loop.header())
            .map(loop -> new Loop(number[loop.header()], number[loop.end()], loop.variant()))
            .toList();
    return new EventGraph<>(kept, loopsKept, conditions);
  }

  /** The nodes that hold an event. */
  public IntStream eventNodes() {
    return Arrays.stream(eventNodes);
  }

  /**
   * The nodes that lie on a cycle through a loop's header when no edge against {@code decisions} is
   * taken: what can happen between two turns of the loop.
   */
  public BitSet cycle(Loop loop, List<Decision> decisions) {
    BitSet forward = reach(loop, decisions, false);
    forward.and(reach(loop, decisions, true));
    return forward;
  }

  private BitSet reach(Loop loop, List<Decision> decisions, boolean backwards) {
    BitSet seen = new BitSet(size());
    seen.set(loop.header());
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int i = 0; i < loop.end() - loop.header(); i++) {
        int node = backwards ? loop.end() - 1 - i : loop.header() + i;
        for (Edge edge : out(node)) {
          if (!loop.contains(edge.to()) || contradicts(edge, decisions)) {
            continue;
          }
          int from = backwards ? edge.to() : node;
          int to = backwards ? node : edge.to();
          if (seen.get(from) && !seen.get(to)) {
            seen.set(to);
            grew = true;
          }
        }
      }
    }
    return seen;
  }

  private static boolean contradicts(Edge edge, List<Decision> decisions) {
    return edge.decision().filter(taken -> decisions.contains(taken.opposite())).isPresent();
  }

  /** Whether {@code to} can come after {@code from} without a further turn of any loop. */
  public boolean leads(int from, int to) {
    BitSet seen = new BitSet(size());
    seen.set(from);
    for (int node = from; node < to; node++) {
      if (seen.get(node)) {
        out(node).stream().filter(edge -> edge.to() > from).forEach(edge -> seen.set(edge.to()));
      }
    }
    return seen.get(to);
  }

  /** Whether {@code to} can come after {@code from} without leaving {@code within}. */
  public boolean reaches(int from, int to, BitSet within) {
    BitSet seen = new BitSet(size());
    ArrayList<Integer> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      for (Edge edge : out(open.removeLast())) {
        if (edge.to() == to) {
          return true;
        }
        if (within.get(edge.to()) && !seen.get(edge.to())) {
          seen.set(edge.to());
          open.add(edge.to());
        }
      }
    }
    return false;
  }

  /** Builds a graph in the order of the text. */
  public static final class Builder<E> {

    private record Draft<E>(Optional<E> event, ArrayList<Edge> out, List<Decision> guards) {}

    private final List<Draft<E>> drafts = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();
    private final Deque<List<Decision>> guards = new ArrayDeque<>(List.of(List.of()));
    private int lastEvent = -1;

    public int size() {
      return drafts.size();
    }

    public boolean hasEvent(int node) {
      return drafts.get(node).event().isPresent();
    }

    /** Remembers the graph as it is, with {@code fork} the node that comes next. */
    public Mark mark(int fork) {
      return new Mark(drafts.size(), fork, drafts.get(fork).out().size());
    }

    /** Whether no event was added after a mark. */
    public boolean isSilentSince(Mark mark) {
      return lastEvent < mark.size();
    }

    /** Takes back all that came after a mark. */
    public void rollback(Mark mark) {
      drafts.subList(mark.size(), drafts.size()).clear();
      loops.removeIf(loop -> loop.header() >= mark.size());
      ArrayList<Edge> out = drafts.get(mark.fork()).out();
      out.subList(mark.edges(), out.size()).clear();
    }

    /** Adds a node that nothing leads to yet. */
    public int add(Optional<E> event) {
      if (event.isPresent()) {
        lastEvent = drafts.size();
      }
      drafts.add(new Draft<>(event, new ArrayList<>(2), guards.getFirst()));
      return drafts.size() - 1;
    }

    public void connect(int from, int to) {
      connect(from, to, Optional.empty());
    }

    public void connect(int from, int to, Optional<Decision> decision) {
      Edge edge = new Edge(to, decision);
      if (!drafts.get(from).out().contains(edge)) {
        drafts.get(from).out().add(edge);
      }
    }

    /** Until the matching {@link #leave}, nodes stand under this decision. */
    public void enter(Decision guard) {
      List<Decision> inside = new ArrayList<>(guards.getFirst());
      inside.add(guard);
      guards.push(List.copyOf(inside));
    }

    public void leave() {
      guards.pop();
    }

    /** Reserves the place of a loop, so that an outer loop stands before its inner ones. */
    public int openLoop(int header) {
      loops.add(new Loop(header, header, new BitSet()));
      return loops.size() - 1;
    }

    /** What was opened last, but for loops inside of it, is left in its first turn: no loop. */
    public void forgetLoop(int loop) {
      loops.remove(loop);
    }

    /** The loop ends here: every node since its header belongs to it. */
    public void closeLoop(int loop, BitSet variant) {
      int header = loops.get(loop).header();
      loops.set(loop, new Loop(header, drafts.size(), variant));
    }

    public EventGraph<E> build(int conditions) {
      List<Node<E>> nodes = new ArrayList<>();
      for (Draft<E> draft : drafts) {
        nodes.add(new Node<>(draft.event(), List.copyOf(draft.out()), draft.guards()));
      }
      return new EventGraph<>(nodes, loops, conditions);
    }
  }
}
