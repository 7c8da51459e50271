package dev.tensorvet.ops;

import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Dimensions that a call names, from the end where they are negative. */
sealed interface Axis {

  /** They are known; each but once. */
  record At(List<Integer> axes) implements Axis {
    public At {
      axes = List.copyOf(axes);
    }

    int only() {
      return axes.getFirst();
    }
  }

  /** The rank of the tensor is not known, or which dimensions are meant. */
  record Somewhere() implements Axis {}

  /** No tensor of the rank has them. */
  record Outside(String why) implements Axis {}

  static Axis of(Shape shape, Dim dim) {
    return of(shape, List.of(dim));
  }

  /** A tensor without dimensions counts as one with a single one. */
  static Axis of(Shape shape, List<Dim> dims) {
    if (shape.rank().isEmpty()) {
      return new Somewhere();
    }
    int rank = Math.max(1, shape.rank().getAsInt());
    Set<Integer> axes = new LinkedHashSet<>();
    boolean isKnown = true;
    for (Dim dim : dims) {
      OptionalLong given = dim.known();
      if (given.isEmpty()) {
        isKnown = false;
      } else if (given.getAsLong() < -rank || given.getAsLong() >= rank) {
        return new Outside(
            "dimension out of range (expected to be in range of [%d, %d], but got %s): %s"
                .formatted(-rank, rank - 1, dim, shape));
      } else if (!axes.add((int) Math.floorMod(given.getAsLong(), (long) rank))) {
        return new Outside("dim %s appears multiple times in the list of dims".formatted(dim));
      }
    }
    return isKnown ? new At(List.copyOf(axes)) : new Somewhere();
  }

  // --- shapes

  static Shape appended(Shape shape, Dim dim) {
    if (shape.rank().isEmpty()) {
      return shape;
    }
    List<Dim> dims = new ArrayList<>(shape.dims().orElseThrow());
    dims.add(dim);
    return Shape.of(dims);
  }

  static Shape prepended(Shape shape, Dim dim) {
    if (shape.rank().isEmpty()) {
      return shape;
    }
    List<Dim> dims = new ArrayList<>(List.of(dim));
    dims.addAll(shape.dims().orElseThrow());
    return Shape.of(dims);
  }

  /** The shape without so many dimensions at its end. */
  static Shape withoutLast(Shape shape, int count) {
    return shape
        .dims()
        .map(dims -> Shape.of(dims.subList(0, Math.max(0, dims.size() - count))))
        .orElse(shape);
  }

  /** The shape with another size at a dimension; as it is if it has none. */
  static Shape replaced(Shape shape, int axis, Dim dim) {
    return shape.hasRank(0) ? shape : shape.with(axis, dim);
  }

  /** The shape without the dimensions, or with ones in their place. */
  static Shape reduced(Shape shape, List<Integer> axes, boolean isKept) {
    if (shape.rank().isEmpty()) {
      return shape;
    }
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < shape.rank().getAsInt(); axis++) {
      if (!axes.contains(axis)) {
        dims.add(shape.dim(axis));
      } else if (isKept) {
        dims.add(Dim.of(1));
      }
    }
    return Shape.of(dims);
  }

  /** What is left of a shape when as many dimensions are taken away, it is not known which. */
  static Shape reducedSomewhere(Shape shape, int count, boolean isKept) {
    if (shape.rank().isEmpty()) {
      return shape;
    }
    int rank = shape.rank().getAsInt();
    return Shape.of(Collections.nCopies(isKept ? rank : Math.max(0, rank - count), Dim.any()));
  }
}
