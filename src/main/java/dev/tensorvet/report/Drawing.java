package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import java.util.List;
import java.util.Optional;

/**
 * What a model, or a module inside of it, runs: boxes, and the tensors that go from one to the
 * other. A box that holds more than a reader wants at first has a drawing of its own.
 *
 * @param path the module's path in the model; empty for the model itself
 * @param type its class
 * @param left how many boxes are left out, where there are too many to draw
 */
record Drawing(String path, String type, List<Box> boxes, List<Edge> edges, int left) {

  Drawing {
    boxes = List.copyOf(boxes);
    edges = List.copyOf(edges);
  }

  /** What a box stands for. */
  enum Kind {
    INPUT,
    OUTPUT,
    /** A layer of a library. */
    LAYER,
    /** A module with a drawing of its own. */
    MODULE,
    /** An operation that the code writes without a module. */
    OPERATION,
    /** Something that was not understood. */
    UNKNOWN,
    /** What fails for every input. */
    FAILED
  }

  /**
   * A box.
   *
   * @param name its name in the module that it is in; empty where it has none
   * @param label what it is
   * @param inner the place of its own drawing among those of the model
   * @param why what fails
   */
  record Box(
      Kind kind,
      String name,
      String label,
      Optional<Integer> inner,
      Optional<Place> place,
      Optional<String> why) {}

  /**
   * A tensor on its way.
   *
   * @param from the place of a box in the drawing
   * @param shape of the tensor
   */
  record Edge(int from, int to, String shape) {}

  /** The same but for where it stands, so that one drawing serves for both. */
  boolean looksLike(Drawing other) {
    return type.equals(other.type)
        && edges.equals(other.edges)
        && boxes.stream()
            .map(Drawing::look)
            .toList()
            .equals(other.boxes.stream().map(Drawing::look).toList());
  }

  private static List<Object> look(Box box) {
    return List.of(box.kind(), box.name(), box.label(), box.inner());
  }
}
