package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Triangles and diagonals, grids, turns and repetitions. */
final class Arrangement {

  static final List<Op> OPS =
      Stream.of(
              Op.all(Arrangement::triangle, "tril(input, diagonal=0)", "triu(input, diagonal=0)"),
              Op.all(Arrangement::diag, "diag(input, diagonal=0)"),
              Op.all(Arrangement::diagonal, "diagonal(input, offset=0, dim1=0, dim2=1)"),
              Op.all(Arrangement::diagEmbed, "diag_embed(input, offset=0, dim1=-2, dim2=-1)"),
              Op.all(Arrangement::meshgrid, "meshgrid(*tensors, indexing=None)"),
              Op.all(Arrangement::cartesianProduct, "cartesian_prod(*tensors)"),
              Op.all(Arrangement::roll, "roll(input, shifts, dims|dim=None)"),
              Op.all(Arrangement::flip, "flip(input, *dims)"),
              Op.all(call -> OpResult.of(call.tensor("input")), "fliplr(input)", "flipud(input)"),
              Op.all(Arrangement::rot90, "rot90(input, k=1, dims=None)"),
              Op.all(
                  Arrangement::repeatInterleave,
                  "repeat_interleave(input, repeats=None, dim=None, *, output_size=None)"),
              Op.all(Arrangement::diff, "diff(input, n=1, dim=-1)"),
              Op.all(Arrangement::oneHot, "one_hot(input|tensor, num_classes=-1)"))
          .flatMap(ops -> ops)
          .toList();

  private Arrangement() {}

  // --- matrices

  private static OpResult triangle(OpCall call) {
    TensorType input = call.tensor("input");
    return input.shape().rank().orElse(2) < 2
        ? OpResult.mismatch(
            "a triangle takes a tensor of at least 2 dimensions, but got " + input.shape())
        : OpResult.of(input);
  }

  private static OpResult diag(OpCall call) {
    TensorType input = call.tensor("input");
    Dim offset = call.integer("diagonal", 0);
    Shape shape = input.shape();
    if (shape.rank().isEmpty()) {
      return OpResult.of(input.with(shape));
    }
    return switch (shape.rank().getAsInt()) {
      case 1 -> {
        Dim size = shape.dim(0).plus(offset.max(offset.negated()));
        yield OpResult.of(input.with(Shape.of(size, size)));
      }
      case 2 -> OpResult.of(input.with(Shape.of(length(shape.dim(0), shape.dim(1), offset))));
      default -> OpResult.mismatch("diag supports 1 or 2 dimensions, but got " + shape);
    };
  }

  /** How long a diagonal is. */
  private static Dim length(Dim rows, Dim columns, Dim offset) {
    Dim length =
        switch (Dim.of(0).atMost(offset)) {
          case YES -> rows.min(columns.minus(offset));
          case NO -> columns.min(rows.plus(offset));
          case UNKNOWN -> Dim.any();
        };
    return length.lessThan(Dim.of(0)) == Proof.YES ? Dim.of(0) : length;
  }

  private static OpResult diagonal(OpCall call) {
    TensorType input = call.tensor("input");
    Shape shape = input.shape();
    List<Dim> named = List.of(call.integer("dim1", 0), call.integer("dim2", 1));
    return switch (Axis.of(shape, named)) {
      case Axis.Outside outside -> OpResult.mismatch(outside.why());
      case Axis.Somewhere somewhere ->
          OpResult.of(input.with(Axis.reducedSomewhere(shape, 1, false)));
      case Axis.At at -> {
        Dim rows = shape.dim(at.axes().getFirst());
        Dim columns = shape.dim(at.axes().getLast());
        Shape others = Axis.reduced(shape, at.axes(), false);
        yield OpResult.of(
            input.with(Axis.appended(others, length(rows, columns, call.integer("offset", 0)))));
      }
    };
  }

  private static OpResult diagEmbed(OpCall call) {
    TensorType input = call.tensor("input");
    Shape shape = input.shape();
    if (shape.rank().isEmpty()) {
      return OpResult.of(input);
    }
    if (shape.hasRank(0)) {
      return OpResult.mismatch("diag_embed takes a tensor of at least one dimension");
    }
    int rank = shape.rank().getAsInt() + 1;
    List<Dim> named = List.of(call.integer("dim1", -2), call.integer("dim2", -1));
    return switch (Axis.of(Shape.ofRank(rank), named)) {
      case Axis.Outside outside -> OpResult.mismatch(outside.why());
      case Axis.Somewhere somewhere -> OpResult.of(input.with(Shape.ofRank(rank)));
      case Axis.At at -> {
        Dim offset = call.integer("offset", 0);
        Dim size = shape.dim(-1).plus(offset.max(offset.negated()));
        List<Dim> dims = new ArrayList<>();
        int from = 0;
        for (int axis = 0; axis < rank; axis++) {
          dims.add(at.axes().contains(axis) ? size : shape.dim(from++));
        }
        yield OpResult.of(input.with(Shape.of(dims)));
      }
    };
  }

  // --- grids

  private static OpResult meshgrid(OpCall call) {
    Optional<List<TensorType>> tensors = call.tensors("tensors");
    if (tensors.isEmpty()) {
      return OpResult.unknown("it is not known how many tensors span the grid");
    }
    List<TensorType> axes = tensors.get();
    List<Dim> dims = new ArrayList<>();
    for (TensorType axis : axes) {
      if (axis.shape().rank().orElse(1) > 1) {
        return OpResult.mismatch(
            "meshgrid takes tensors of one dimension or none, but got " + axis.shape());
      }
      if (Elementwise.areApart(axis.dtype(), axes.getFirst().dtype())) {
        return OpResult.mismatch(
            "meshgrid expects all tensors to have the same dtype, but got %s and %s"
                .formatted(axes.getFirst().dtype().text(), axis.dtype().text()));
      }
      dims.add(axis.shape().hasRank(0) ? Dim.of(1) : axis.shape().dim(0));
    }
    boolean isKnown = !call.has("indexing") || call.text("indexing").isPresent();
    if (dims.size() >= 2 && !isKnown && !dims.get(0).equals(dims.get(1))) {
      dims.set(0, Dim.any());
      dims.set(1, Dim.any());
    } else if (dims.size() >= 2 && call.text("indexing").orElse("ij").equals("xy")) {
      Collections.swap(dims, 0, 1);
    }
    return OpResult.tuple(axes.stream().map(axis -> axis.with(Shape.of(dims))).toList());
  }

  private static OpResult cartesianProduct(OpCall call) {
    Optional<List<TensorType>> tensors = call.tensors("tensors");
    if (tensors.isEmpty() || tensors.get().isEmpty()) {
      return OpResult.unknown("it is not known how many tensors are combined");
    }
    List<TensorType> axes = tensors.get();
    Dim rows = Dim.of(1);
    for (TensorType axis : axes) {
      rows = rows.times(axis.shape().dim(0));
    }
    return OpResult.of(
        axes.getFirst()
            .with(axes.size() == 1 ? Shape.of(rows) : Shape.of(rows, Dim.of(axes.size()))));
  }

  // --- turns

  private static OpResult roll(OpCall call) {
    TensorType input = call.tensor("input");
    List<Dim> shifts = call.integers("shifts").orElse(List.of());
    Optional<List<Dim>> dims = call.integers("dims");
    boolean isCountWrong =
        !shifts.isEmpty()
            && (dims.isPresent()
                ? dims.get().size() != shifts.size()
                : !call.has("dims") && shifts.size() > 1);
    if (isCountWrong) {
      return OpResult.mismatch(
          "shifts and dimensions must align, but got %d shifts and %d dims"
              .formatted(shifts.size(), dims.map(List::size).orElse(0)));
    }
    for (Dim dim : dims.orElse(List.of())) {
      if (Axis.of(input.shape(), dim) instanceof Axis.Outside outside) {
        return OpResult.mismatch(outside.why());
      }
    }
    return OpResult.of(input);
  }

  private static OpResult flip(OpCall call) {
    TensorType input = call.tensor("input");
    return Axis.of(input.shape(), call.integers("dims").orElse(List.of()))
            instanceof Axis.Outside outside
        ? OpResult.mismatch(outside.why())
        : OpResult.of(input);
  }

  private static OpResult rot90(OpCall call) {
    TensorType input = call.tensor("input");
    Shape shape = input.shape();
    OptionalLong turns = call.integer("k", 1).known();
    List<Dim> dims =
        call.has("dims")
            ? call.integers("dims").orElse(List.of(Dim.any()))
            : List.of(Dim.of(0), Dim.of(1));
    return switch (Axis.of(shape, dims)) {
      case Axis.Outside outside -> OpResult.mismatch(outside.why());
      case Axis.At at when at.axes().size() == 2 && turns.isPresent() -> {
        int one = at.axes().getFirst();
        int other = at.axes().getLast();
        boolean isUpright = turns.getAsLong() % 2 == 0;
        yield OpResult.of(
            isUpright
                ? input
                : input.with(shape.with(one, shape.dim(other)).with(other, shape.dim(one))));
      }
      case Axis.At at -> OpResult.of(input.with(Axis.reducedSomewhere(shape, 0, true)));
      case Axis.Somewhere somewhere ->
          OpResult.of(input.with(Axis.reducedSomewhere(shape, 0, true)));
    };
  }

  // --- repetitions

  private static OpResult repeatInterleave(OpCall call) {
    TensorType input = call.tensor("input");
    Optional<Argument> repeats = call.argument("repeats");
    if (repeats.isEmpty()) {
      return OpResult.of(input.with(Shape.ofRank(1)));
    }
    Dim times = repeats.get() instanceof Argument.Int number ? number.value() : Dim.any();
    Shape each = call.shape("repeats");
    if (!call.has("dim")) {
      return OpResult.of(input.with(Shape.of(size(call, input.shape().numel().times(times)))));
    }
    return switch (Axis.of(input.shape(), call.integer("dim", 0))) {
      case Axis.Outside outside -> OpResult.mismatch(outside.why());
      case Axis.Somewhere somewhere ->
          OpResult.of(input.with(Axis.reducedSomewhere(input.shape(), 0, true)));
      case Axis.At at -> {
        Dim given = input.shape().hasRank(0) ? Dim.of(1) : input.shape().dim(at.only());
        boolean isWrong =
            each.hasRank(1) && !each.dim(0).mayBeOne() && each.dim(0).equalTo(given) == Proof.NO;
        Shape turned = input.shape().hasRank(0) ? Shape.of(1) : input.shape();
        yield isWrong
            ? OpResult.mismatch(
                "repeats must have the same size as the input along dim, but got %s for size %s of dimension %d"
                    .formatted(each.dim(0), given, at.only()))
            : OpResult.of(input.with(turned.with(at.only(), size(call, given.times(times)))));
      }
    };
  }

  /** The size that the call is given, where it is not known from the rest. */
  private static Dim size(OpCall call, Dim computed) {
    return computed.isAny() && call.has("output_size") ? call.integer("output_size", 0) : computed;
  }

  private static OpResult diff(OpCall call) {
    TensorType input = call.tensor("input");
    if (input.shape().hasRank(0)) {
      return OpResult.mismatch("diff expects input to be at least one-dimensional");
    }
    return switch (Axis.of(input.shape(), call.integer("dim", -1))) {
      case Axis.Outside outside -> OpResult.mismatch(outside.why());
      case Axis.Somewhere somewhere ->
          OpResult.of(input.with(Axis.reducedSomewhere(input.shape(), 0, true)));
      case Axis.At at -> {
        Dim left = input.shape().dim(at.only()).minus(call.integer("n", 1));
        yield OpResult.of(
            input.with(
                input
                    .shape()
                    .with(at.only(), left.lessThan(Dim.of(0)) == Proof.YES ? Dim.of(0) : left)));
      }
    };
  }

  private static OpResult oneHot(OpCall call) {
    TensorType input = call.tensor("input");
    if (input.dtype() != DType.INT64 && input.dtype() != DType.UNKNOWN) {
      return OpResult.mismatch(
          "one_hot takes a tensor of dtype int64, but got " + input.dtype().text());
    }
    Dim classes = call.integer("num_classes", -1);
    return OpResult.of(
        input
            .with(
                Axis.appended(
                    input.shape(),
                    Dim.of(0).lessThan(classes) == Proof.YES
                            || (classes.known().isEmpty() && !classes.isAny())
                        ? classes
                        : Dim.any()))
            .with(DType.INT64));
  }
}
