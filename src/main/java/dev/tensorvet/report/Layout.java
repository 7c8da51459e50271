package dev.tensorvet.report;

import dev.tensorvet.report.Drawing.Box;
import dev.tensorvet.report.Drawing.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where the parts of a drawing go, from top to bottom. The same drawing is laid out alike each
 * time.
 *
 * @param boxes in the order of the drawing
 * @param edges in the order of the drawing
 */
record Layout(int width, int height, List<Rectangle> boxes, List<Line> edges) {

  /** What a letter takes, in the font that drawings are written in. */
  private static final double LETTER = 7.3;

  private static final double SMALL_LETTER = 6.2;
  private static final double LINE = 17;

  record Rectangle(String x, String y, String width, String height, String middle) {}

  /**
   * @param path of the line, as SVG has it
   * @param labelX where the middle of its label is
   */
  record Line(String path, String labelX, String labelY) {}

  /** All of a drawing that its layout depends on: parts of different models are often alike. */
  record Form(List<Size> boxes, List<Edge> edges) {

    static Form of(Drawing drawing) {
      return new Form(drawing.boxes().stream().map(Size::of).toList(), drawing.edges());
    }
  }

  record Size(double width, double height) {

    static Size of(Box box) {
      double letters =
          Math.max(Glyphs.width(box.label()) * LETTER, Glyphs.width(box.name()) * SMALL_LETTER);
      return new Size(Math.max(60, letters + 20), box.name().isEmpty() ? 26 : 26 + LINE);
    }
  }

  static Layout of(Form form) {
    // It tells ELK of the types of its own options.
    LayoutMetaDataService.getInstance();
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
    graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
    graph.setProperty(LayeredOptions.PADDING, new ElkPadding(8));
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 24.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 3.0);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 14.0);
    List<ElkNode> nodes = new ArrayList<>();
    for (Size size : form.boxes()) {
      ElkNode node = ElkGraphUtil.createNode(graph);
      node.setDimensions(size.width(), size.height());
      nodes.add(node);
    }
    List<ElkEdge> edges = new ArrayList<>();
    for (Edge edge : form.edges()) {
      ElkEdge line = ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to()));
      ElkLabel label = ElkGraphUtil.createLabel(edge.shape(), line);
      label.setDimensions(Glyphs.width(edge.shape()) * SMALL_LETTER + 4, 14);
      edges.add(line);
    }
    new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());
    return new Layout(
        (int) Math.ceil(graph.getWidth()),
        (int) Math.ceil(graph.getHeight()),
        nodes.stream().map(Layout::rectangle).toList(),
        edges.stream().map(Layout::line).toList());
  }

  private static Rectangle rectangle(ElkNode node) {
    return new Rectangle(
        number(node.getX()),
        number(node.getY()),
        number(node.getWidth()),
        number(node.getHeight()),
        number(node.getX() + node.getWidth() / 2));
  }

  private static Line line(ElkEdge edge) {
    ElkEdgeSection section = edge.getSections().getFirst();
    StringBuilder path = new StringBuilder("M");
    path.append(number(section.getStartX())).append(' ').append(number(section.getStartY()));
    for (ElkBendPoint bend : section.getBendPoints()) {
      path.append('L').append(number(bend.getX())).append(' ').append(number(bend.getY()));
    }
    path.append('L').append(number(section.getEndX())).append(' ');
    path.append(number(section.getEndY()));
    ElkLabel label = edge.getLabels().getFirst();
    return new Line(
        path.toString(),
        number(label.getX() + label.getWidth() / 2),
        number(label.getY() + label.getHeight() - 3));
  }

  private static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0
        ? String.valueOf(tenths / 10)
        : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
  }
}
