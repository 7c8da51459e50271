package dev.tensorvet.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A call of a module with the calls inside of it, as far as a reader wants to see them: what goes
 * on inside of a library's layer is left out, but not what a library's container calls.
 */
public record CallTree(ModuleCall call, List<CallTree> inner) {

  public CallTree {
    inner = List.copyOf(inner);
  }

  /** The call of the model itself; empty where it was never called. */
  public static Optional<CallTree> of(Graph graph) {
    return nested(graph, false);
  }

  /** The same with what goes on inside of the layers of libraries, for who wants to see it all. */
  public static Optional<CallTree> whole(Graph graph) {
    return nested(graph, true);
  }

  private static Optional<CallTree> nested(Graph graph, boolean isWhole) {
    if (graph.calls().isEmpty()) {
      return Optional.empty();
    }
    Open root = new Open(graph.calls().getFirst());
    Deque<Open> stack = new ArrayDeque<>(List.of(root));
    for (ModuleCall call : graph.calls().subList(1, graph.calls().size())) {
      // The origin of a call is in the code of the module that makes it.
      while (stack.size() > 1 && !stack.element().call.path().equals(call.origin().module())) {
        stack.pop();
      }
      Open open = new Open(call);
      stack.element().inner.add(open);
      stack.push(open);
    }
    return Optional.of(root.closed(isWhole));
  }

  /** A call whose inner calls are still being collected. */
  private static final class Open {
    private final ModuleCall call;
    private final List<Open> inner = new ArrayList<>();

    Open(ModuleCall call) {
      this.call = call;
    }

    CallTree closed(boolean isWhole) {
      List<CallTree> all = inner.stream().map(open -> open.closed(isWhole)).toList();
      boolean isShown = isWhole || !call.isLibrary() || isContainer(all);
      return new CallTree(call, isShown ? all : List.of());
    }

    /** A library's module that computes nothing itself, or runs modules of the project. */
    private boolean isContainer(List<CallTree> all) {
      int nodes = all.stream().mapToInt(tree -> tree.call.end() - tree.call.first()).sum();
      return (!all.isEmpty() && nodes == call.end() - call.first())
          || all.stream().flatMap(CallTree::withAll).anyMatch(tree -> !tree.call.isLibrary());
    }
  }

  private Stream<CallTree> withAll() {
    return Stream.concat(Stream.of(this), inner.stream().flatMap(CallTree::withAll));
  }

  /** Whether it is a library's module that only calls others. */
  public boolean isContainer() {
    return call.isLibrary() && !inner.isEmpty();
  }

  /** All calls inside of it, in the order in which they begin. */
  public List<CallTree> below() {
    return withAll().skip(1).toList();
  }
}
