package dev.tensorvet.report;

import dev.tensorvet.graph.CallTree;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.Value;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A drawing for Graphviz: one {@code digraph} for each model, a cluster for each module of the
 * project and each container, a box for each layer of a library, and a shape on each edge. Weights
 * are left out.
 */
final class ModelDotReporter implements ModelReporter {

  @Override
  public String name() {
    return "dot";
  }

  @Override
  public void write(ModelReport report, ModelContext context, Writer out) throws IOException {
    for (Model model : report.models()) {
      out.write(new Drawing(model.graph()).text());
    }
  }

  /** One digraph. */
  private static final class Drawing {

    private final Graph graph;
    private final StringBuilder text = new StringBuilder();

    /** The box that makes a value, by the value's number. */
    private final Map<Integer, String> makers = new HashMap<>();

    /** In the order in which they are found, each once. */
    private final Set<String> edges = new LinkedHashSet<>();

    private int nextNode;
    private int clusters;

    Drawing(Graph graph) {
      this.graph = graph;
    }

    String text() {
      text.append("digraph ").append(quoted(graph.name())).append(" {\n");
      text.append("  node [shape=box, fontname=\"sans-serif\"];\n");
      text.append("  edge [fontname=\"sans-serif\", fontsize=10];\n");
      for (Input input : graph.inputs()) {
        String box = "in_" + input.value().id();
        box("  ", box, quoted(input.name()) + ", shape=ellipse");
        makers.put(input.value().id(), box);
      }
      CallTree.of(graph)
          .ifPresentOrElse(
              tree -> {
                inside(tree, "  ");
                rest("  ", Integer.MAX_VALUE);
              },
              () -> rest("  ", Integer.MAX_VALUE));
      outputs();
      edges.forEach(edge -> text.append("  ").append(edge).append(";\n"));
      return text.append("}\n").toString();
    }

    /** What a module runs: its own operations, and the modules that it calls. */
    private void inside(CallTree tree, String indent) {
      for (CallTree inner : tree.inner()) {
        rest(indent, inner.call().first());
        if (inner.inner().isEmpty() && inner.call().isLibrary()) {
          layer(inner, indent);
        } else if (inner.call().first() < inner.call().end()) {
          text.append(indent)
              .append("subgraph cluster_")
              .append(clusters++)
              .append(" {\n")
              .append(indent)
              .append("  label=")
              .append(quoted(inner.call().path() + ": " + inner.call().type()))
              .append(";\n");
          inside(inner, indent + "  ");
          text.append(indent).append("}\n");
        }
      }
      rest(indent, tree.call().end());
    }

    /** A layer of a library is one box, whatever it runs. */
    private void layer(CallTree layer, String indent) {
      String box = "layer_" + layer.call().first();
      List<GraphNode> nodes = nodesUpTo(layer.call().end());
      if (nodes.isEmpty()) {
        return;
      }
      box(indent, box, quoted(layer.call().path() + ": " + layer.call().type()));
      Set<Integer> own = new LinkedHashSet<>();
      for (GraphNode node : nodes) {
        for (Value input : node.inputs()) {
          if (!own.contains(input.id())) {
            edge(input, box);
          }
        }
        node.results().forEach(result -> own.add(result.id()));
      }
      own.forEach(value -> makers.put(value, box));
    }

    /** The operations up to one, each as a box. */
    private void rest(String indent, int end) {
      for (GraphNode node : nodesUpTo(end)) {
        String box = "op_" + node.id();
        box(indent, box, quoted(node.op()) + ", style=rounded");
        node.inputs().forEach(input -> edge(input, box));
        node.results().forEach(result -> makers.put(result.id(), box));
      }
    }

    private List<GraphNode> nodesUpTo(int end) {
      List<GraphNode> nodes = new ArrayList<>();
      while (nextNode < graph.nodes().size() && graph.nodes().get(nextNode).id() < end) {
        nodes.add(graph.nodes().get(nextNode++));
      }
      return nodes;
    }

    private void outputs() {
      List<Value> values = graph.output().values().toList();
      if (!values.isEmpty()) {
        box("  ", "out", quoted("output") + ", shape=ellipse");
        values.forEach(value -> edge(value, "out"));
      }
    }

    private void box(String indent, String id, String label) {
      text.append(indent).append(id).append(" [label=").append(label).append("];\n");
    }

    /** An edge from where a value is made; weights come from nowhere. */
    private void edge(Value value, String to) {
      String from = makers.get(value.id());
      if (from != null) {
        edges.add(from + " -> " + to + " [label=" + quoted(value.type().shape().toString()) + "]");
      }
    }

    private static String quoted(String text) {
      return '"' + Glyphs.printable(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }
}
