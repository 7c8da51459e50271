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
    return Optional.of(root.closed());
  }

  /** A call whose inner calls are still being collected. */
  private static final class Open {
    private final ModuleCall call;
    private final List<Open> inner = new ArrayList<>();

    Open(ModuleCall call) {
      this.call = call;
    }

    CallTree closed() {
      List<CallTree> all = inner.stream().map(Open::closed).toList();
      return new CallTree(call, !call.isLibrary() || isContainer(all) ? all : List.of());
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
