package dev.tensorvet.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values of a graph lie in the memory of another. */
public final class Aliases {

  /** The tensor whose memory a value is in, where that is not its own. */
  private final Map<Integer, Value> storage = new HashMap<>();

  private final Set<Integer> loose = new HashSet<>();

  Aliases() {}

  public static Aliases of(Graph graph) {
    Aliases aliases = new Aliases();
    graph.nodes().forEach(aliases::place);
    return aliases;
  }

  /** Whether a node changes its first argument. */
  public static boolean isInPlace(GraphNode node) {
    return node.op().endsWith("_")
        || node.argument("inplace")
            .filter(a -> a instanceof Argument.Flag(boolean yes) && yes)
            .isPresent();
  }

  /** The name of a node's operation where it is not in place. */
  static String plainOp(GraphNode node) {
    return node.op().endsWith("_") ? node.op().substring(0, node.op().length() - 1) : node.op();
  }

  /** The value whose memory another is in; one that lies in its own is its own. */
  public Value base(Value value) {
    return storage.getOrDefault(value.id(), value);
  }

  /** Whether the results of a node lie where its first argument does. */
  public boolean isInArgument(GraphNode node) {
    return node.results().stream().anyMatch(result -> storage.containsKey(result.id()));
  }

  /** Takes note of where the results of the next node lie. */
  void place(GraphNode node) {
    List<Value> inputs = node.inputs();
    String op = plainOp(node);
    boolean isChoice = inputs.size() > 1 && op.equals("index");
    boolean isInOld =
        !inputs.isEmpty()
            && (isInPlace(node)
                || isIdle(node)
                || (!isChoice && Saving.isView(op, loose.contains(inputs.getFirst().id()))));
    if (isInOld) {
      Value input = inputs.getFirst();
      for (Value result : node.results()) {
        storage.put(result.id(), base(input));
        if (Saving.loosens(op) || loose.contains(input.id())) {
          loose.add(result.id());
        }
      }
    }
  }

  /** Dropout with a probability of zero gives what it is given. */
  static boolean isIdle(GraphNode node) {
    return node.op().contains("dropout")
        && node.argument("p")
            .filter(p -> p instanceof Argument.Real(double value) && value == 0)
            .isPresent();
  }
}
