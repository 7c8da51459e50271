package dev.tensorvet.graph;

import java.util.List;
import java.util.stream.Collectors;

/** A graph as text: one line for each node, with where it comes from. */
public final class GraphText {

  private final StringBuilder text = new StringBuilder();

  private GraphText() {}

  /** Weights, then nodes; the nodes that make the weights are left out. */
  public static String of(Graph graph) {
    GraphText made = new GraphText();
    made.header(graph);
    made.weights(graph.weights());
    graph.nodes().forEach(made::node);
    made.text.append("  return ").append(of(graph.output())).append('\n');
    graph.notes().forEach(made::note);
    return made.text.toString();
  }

  private void header(Graph graph) {
    text.append("graph ")
        .append(graph.name())
        .append(
            graph.inputs().stream()
                .map(i -> i.name() + ": " + i.value() + " " + i.value().type())
                .collect(Collectors.joining(", ", "(", ")\n")));
  }

  private void weights(List<Weight> weights) {
    for (Weight weight : weights) {
      text.append("  ")
          .append(weight.value())
          .append(" = ")
          .append(weight.name())
          .append(' ')
          .append(weight.value().type())
          .append(
              weight.kind() == Weight.Kind.BUFFER
                  ? " buffer"
                  : weight.isTrainable() ? "" : " frozen")
          .append('\n');
    }
  }

  private void node(GraphNode node) {
    text.append("  ")
        .append(node.results().stream().map(Value::toString).collect(Collectors.joining(", ")))
        .append(" = ")
        .append(node.op())
        .append(
            node.arguments().entrySet().stream()
                .map(a -> a.getKey() + "=" + a.getValue())
                .collect(Collectors.joining(", ", "(", ")")))
        .append(
            node.results().stream()
                .map(r -> r.type().toString())
                .collect(Collectors.joining(", ", " -> ", "")))
        .append(where(node.origin()))
        .append('\n');
  }

  private static String where(Origin origin) {
    return origin
        .place()
        .map(
            frame ->
                "  # "
                    + frame.file().path()
                    + ":"
                    + frame.file().locate(frame.span().start()).line()
                    + (origin.module().isEmpty() ? "" : " " + origin.module()))
        .orElse("");
  }

  private static String of(Output output) {
    return switch (output) {
      case Output.Tensor tensor -> tensor.value() + " " + tensor.value().type();
      case Output.Many many ->
          many.elements().stream().map(GraphText::of).collect(Collectors.joining(", ", "(", ")"));
      case Output.Named named ->
          named.elements().entrySet().stream()
              .map(e -> e.getKey() + ": " + of(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Output.Other other -> other.text();
    };
  }

  private void note(Note note) {
    text.append("  note: ").append(note.text()).append(where(note.origin())).append('\n');
  }
}
