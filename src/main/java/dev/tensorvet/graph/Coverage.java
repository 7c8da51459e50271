package dev.tensorvet.graph;

/**
 * How much of a model is understood.
 *
 * @param nodes the operations of its {@code forward}
 * @param known those of them that are understood and whose results are known up to symbols
 * @param isOutputKnown whether it was traced to the end and every tensor that it gives is known up
 *     to symbols
 */
public record Coverage(int nodes, int known, boolean isOutputKnown) {

  public static Coverage of(Graph graph) {
    int known = (int) graph.nodes().stream().filter(Coverage::isKnown).count();
    return new Coverage(graph.nodes().size(), known, isKnown(graph.output()));
  }

  private static boolean isKnown(GraphNode node) {
    return !node.op().equals(GraphNode.UNKNOWN_OP)
        && node.results().stream().allMatch(r -> r.type().shape().isComplete());
  }

  private static boolean isKnown(Output output) {
    return switch (output) {
      case Output.Tensor tensor -> tensor.value().type().shape().isComplete();
      case Output.Many many -> many.elements().stream().allMatch(Coverage::isKnown);
      case Output.Named named -> named.elements().values().stream().allMatch(Coverage::isKnown);
      case Output.Other other -> other.text().equals("None");
    };
  }

  /** How much of it is known, to compare traces; what comes to no end is worth little. */
  public double share() {
    double part = nodes == 0 ? 0 : (double) known / nodes;
    return isOutputKnown ? 1 + part : part;
  }

  /** Whether nothing of it is unknown. */
  public boolean isComplete() {
    return isOutputKnown && known == nodes;
  }

  /**
   * Whether nine of ten operations are known; of a model that has none, as one that gives back what
   * it is given, whether it was traced to the end.
   */
  public boolean isMostlyKnown() {
    return nodes == 0 ? isOutputKnown : known * 10L >= nodes * 9L;
  }
}
