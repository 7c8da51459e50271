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
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Operations that pick elements by their places, by a mask, or by their order. */
final class Selection {

  static final List<Op> OPS =
      Stream.of(
              Op.all(
                  Selection::gather, "gather(input, dim, index, *, sparse_grad=False, out=None)"),
              Op.all(
                  Selection::scatter,
                  "scatter(input, dim, index, src|value=None, *, reduce=None)",
                  "scatter_add(input, dim, index, src)",
                  "scatter_reduce(input, dim, index, src, reduce, *, include_self=True)"),
              Op.all(Selection::indexSelect, "index_select(input, dim, index, *, out=None)"),
              Op.all(Selection::indexAdd, "index_add(input, dim, index, source, *, alpha=1)"),
              Op.all(Selection::indexCopy, "index_copy(input, dim, index, source)"),
              Op.all(Selection::indexFill, "index_fill(input, dim, index, value)"),
              Op.all(Selection::take, "take(input, index)"),
              Op.all(Selection::takeAlong, "take_along_dim(input, indices, dim=None)"),
              Op.all(Selection::maskedSelect, "masked_select(input, mask, *, out=None)"),
              Op.all(Selection::maskedScatter, "masked_scatter(input, mask, source)"),
              Op.all(Selection::nonzero, "nonzero(input, *, as_tuple=False)", "argwhere(input)"),
              Op.all(
                  Selection::topk,
                  "topk(input, k, dim=-1, largest=True, sorted=True, *, out=None)"),
              Op.all(
                  Selection::sort,
                  "sort(input, dim=-1, descending=False, stable=False, *, out=None)"),
              Op.all(Selection::argsort, "argsort(input, dim=-1, descending=False, stable=False)"),
              Op.all(call -> OpResult.of(call.tensor("input")), "msort(input)"),
              Op.all(Selection::kthValue, "kthvalue(input, k, dim=-1, keepdim=False, *, out=None)"),
              Op.all(
                  Selection::unique,
                  "unique(input, sorted=True, return_inverse=False, return_counts=False, dim=None)",
                  "unique_consecutive(input, return_inverse=False, return_counts=False, dim=None)"),
              Op.all(Selection::bincount, "bincount(input, weights=None, minlength=0)"),
              Op.all(
                  Selection::searchSorted,
                  "searchsorted(sorted_sequence, input|self|values, *, out_int32=False, right=False,"
                      + " side=None, sorter=None)"),
              Op.all(
                  Selection::bucketize,
                  "bucketize(input, boundaries, *, out_int32=False, right=False)"),
              Op.all(
                  call ->
                      OpResult.of(call.tensor("input").with(Shape.of(call.integer("bins", 100)))),
                  "histc(input, bins=100, min=0, max=0)"),
              Op.all(
                  call -> OpResult.of(call.tensor("elements").with(DType.BOOL)),
                  "isin(elements|input, test_elements, *, assume_unique=False, invert=False)"))
          .flatMap(ops -> ops)
          .toList();

  private Selection() {}

  /** Goes on where it is known which dimension is meant. */
  private static OpResult along(
      Shape shape, Dim dim, OpResult otherwise, IntFunction<OpResult> result) {
    return switch (Axis.of(shape, dim)) {
      case Axis.At at -> result.apply(at.only());
      case Axis.Somewhere somewhere -> otherwise;
      case Axis.Outside outside -> OpResult.mismatch(outside.why());
    };
  }

  private static boolean isPlaces(DType type) {
    return type == DType.INT64 || type == DType.INT32 || type == DType.UNKNOWN;
  }

  private static OpResult noPlaces(String op, DType type) {
    return OpResult.mismatch(
        "%s takes an index of dtype int64 or int32, but got %s".formatted(op, type.text()));
  }

  /** A tensor without dimensions counts as one of a single one. */
  private static Shape withDim(Shape shape) {
    return shape.hasRank(0) ? Shape.of(1) : shape;
  }

  /** Whether one shape is larger than another in a dimension, but for one that does not matter. */
  private static boolean exceeds(Shape inner, Shape outer, int except) {
    for (int axis = 0; axis < inner.rank().orElse(0); axis++) {
      if (axis != except && outer.dim(axis).lessThan(inner.dim(axis)) == Proof.YES) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEmpty(Shape shape) {
    return shape.dims().orElse(List.of()).stream().anyMatch(dim -> dim.isKnown(0));
  }

  // --- by places along a dimension

  private static OpResult gather(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType index = call.tensor("index");
    if (!isPlaces(index.dtype())) {
      return noPlaces("gather", index.dtype());
    }
    Shape given = withDim(input.shape());
    Shape places = withDim(index.shape());
    OpResult result = OpResult.of(input.with(index.shape()));
    return along(
        given,
        call.integer("dim", 0),
        result,
        axis -> {
          if (places.rank().isEmpty() || isEmpty(places)) {
            return result;
          }
          if (!places.rank().equals(given.rank())) {
            return OpResult.mismatch(
                "the index of gather must have the same number of dimensions as its input, but got %s for %s"
                    .formatted(index.shape(), input.shape()));
          }
          return exceeds(places, given, axis)
              ? OpResult.mismatch(
                  "expected index %s to be no larger than the input %s apart from dimension %d"
                      .formatted(index.shape(), input.shape(), axis))
              : result;
        });
  }

  private static OpResult scatter(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType index = call.tensor("index");
    TensorType source = call.tensor("src");
    if (!isPlaces(index.dtype())) {
      return noPlaces("scatter", index.dtype());
    }
    if (Elementwise.areApart(input.dtype(), source.dtype())) {
      return OpResult.mismatch(
          "scatter takes a source of the dtype of its input, %s, but got %s"
              .formatted(input.dtype().text(), source.dtype().text()));
    }
    Shape given = withDim(input.shape());
    Shape places = withDim(index.shape());
    Shape values = withDim(source.shape());
    OpResult result = OpResult.of(input);
    return along(
        given,
        call.integer("dim", 0),
        result,
        axis -> {
          if (places.rank().isEmpty() || isEmpty(places)) {
            return result;
          }
          boolean isRankWrong =
              !places.rank().equals(given.rank())
                  || (values.rank().isPresent() && !values.rank().equals(places.rank()));
          if (isRankWrong) {
            return OpResult.mismatch(
                "the index and the source of scatter must have the same number of dimensions as"
                    + " its input, but got %s and %s for %s"
                        .formatted(index.shape(), source.shape(), input.shape()));
          }
          return exceeds(places, given, axis)
                  || (values.rank().isPresent() && exceeds(places, values, -1))
              ? OpResult.mismatch(
                  "expected index %s to be no larger than the input %s apart from dimension %d, and no larger than the source %s"
                      .formatted(index.shape(), input.shape(), axis, source.shape()))
              : result;
        });
  }

  private static OpResult indexSelect(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType index = call.tensor("index");
    if (!isPlaces(index.dtype())) {
      return noPlaces("index_select", index.dtype());
    }
    if (index.shape().rank().orElse(0) > 1) {
      return OpResult.mismatch(
          "the index of index_select must be a vector, but is " + index.shape());
    }
    return along(
        input.shape(),
        call.integer("dim", 0),
        OpResult.of(input.with(Axis.reducedSomewhere(input.shape(), 0, true))),
        axis ->
            OpResult.of(
                input.with(Axis.replaced(input.shape(), axis, withDim(index.shape()).dim(0)))));
  }

  private static OpResult indexAdd(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType index = call.tensor("index");
    TensorType source = call.tensor("source");
    if (!isPlaces(index.dtype())) {
      return noPlaces("index_add", index.dtype());
    }
    if (Elementwise.areApart(input.dtype(), source.dtype())) {
      return OpResult.mismatch(
          "the input (%s) and the source (%s) must have the same dtype"
              .formatted(input.dtype().text(), source.dtype().text()));
    }
    if (index.shape().rank().orElse(0) > 1) {
      return OpResult.mismatch("the index must be a vector, but is " + index.shape());
    }
    Shape values = source.shape();
    OpResult result = OpResult.of(input);
    return along(
        input.shape(),
        call.integer("dim", 0),
        result,
        axis -> {
          if (values.rank().orElse(0) == 0 || input.shape().hasRank(0)) {
            return result;
          }
          boolean fits = values.rank().equals(input.shape().rank());
          for (int i = 0; fits && i < values.rank().getAsInt(); i++) {
            Dim needed = i == axis ? withDim(index.shape()).dim(0) : input.shape().dim(i);
            fits = call.same(values.dim(i), needed) != Proof.NO;
          }
          return fits
              ? result
              : OpResult.mismatch(
                  "a source of shape %s does not fit %s with %s indices along dimension %d"
                      .formatted(values, input.shape(), withDim(index.shape()).dim(0), axis));
        });
  }

  private static Optional<OpResult> notLong(OpCall call, String name) {
    DType type = call.dtype(name);
    return type == DType.INT64 || type == DType.UNKNOWN
        ? Optional.empty()
        : Optional.of(
            OpResult.mismatch(
                "expected `%s` to be of dtype int64, but got %s".formatted(name, type.text())));
  }

  private static OpResult indexCopy(OpCall call) {
    return notLong(call, "index").orElseGet(() -> indexAdd(call));
  }

  private static OpResult indexFill(OpCall call) {
    TensorType input = call.tensor("input");
    Optional<OpResult> notLong = notLong(call, "index");
    if (notLong.isPresent()) {
      return notLong.get();
    }
    return call.shape("index").rank().orElse(0) > 1
        ? OpResult.mismatch(
            "the index of index_fill must be a vector, but is " + call.shape("index"))
        : along(
            input.shape(), call.integer("dim", 0), OpResult.of(input), axis -> OpResult.of(input));
  }

  private static OpResult take(OpCall call) {
    TensorType index = call.tensor("index");
    return notLong(call, "index")
        .orElseGet(() -> OpResult.of(call.tensor("input").with(index.shape())));
  }

  private static OpResult takeAlong(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType index = call.tensor("indices");
    if (!call.has("dim")) {
      return OpResult.of(input.with(Shape.of(index.shape().numel())));
    }
    Optional<OpResult> notLong = notLong(call, "indices");
    if (notLong.isPresent()) {
      return notLong.get();
    }
    Shape places = index.shape();
    return along(
        input.shape(),
        call.integer("dim", 0),
        OpResult.of(input.with(Axis.reducedSomewhere(input.shape(), 0, true))),
        axis -> {
          if (places.rank().isEmpty()) {
            return OpResult.of(input.with(Shape.ofRank(input.shape().rank().getAsInt())));
          }
          if (!places.rank().equals(input.shape().rank())) {
            return OpResult.mismatch(
                "the input and the indices of take_along_dim must have the same number of dimensions, but got %s and %s"
                    .formatted(input.shape(), places));
          }
          if (input.shape().hasRank(0)) {
            return OpResult.of(input);
          }
          return switch (input.shape().with(axis, places.dim(axis)).broadcast(places)) {
            case Shape.Broadcast.To(Shape to) -> OpResult.of(input.with(to));
            case Shape.Broadcast.Clash clash -> Operand.clash(clash, input.shape(), places);
          };
        });
  }

  // --- by a mask

  private static OpResult masked(OpCall call, OpResult result) {
    DType mask = call.dtype("mask");
    if (mask != DType.BOOL && mask != DType.UNKNOWN) {
      return OpResult.mismatch("a mask must be a bool tensor, but got " + mask.text());
    }
    OpResult met = Operand.met(call, Operand.all(call, "input", "mask"), call.dtype("input"));
    return met instanceof OpResult.Mismatch ? met : result;
  }

  private static OpResult maskedSelect(OpCall call) {
    return masked(call, OpResult.of(call.tensor("input").with(Shape.ofRank(1))));
  }

  private static OpResult maskedScatter(OpCall call) {
    DType type = call.dtype("input");
    DType source = call.dtype("source");
    return Elementwise.areApart(type, source)
        ? OpResult.mismatch(
            "masked_scatter takes a source of the dtype of its input, %s, but got %s"
                .formatted(type.text(), source.text()))
        : masked(call, Operand.met(call, Operand.all(call, "input", "mask"), type));
  }

  private static OpResult nonzero(OpCall call) {
    TensorType places = call.tensor("input").with(DType.INT64);
    Proof apart = call.flag("as_tuple", false);
    if (places.shape().rank().isEmpty() || apart == Proof.UNKNOWN) {
      return apart == Proof.NO
          ? OpResult.of(places.with(Shape.ofRank(2)))
          : OpResult.unknown("it is not known how many dimensions the tensor has");
    }
    int rank = places.shape().rank().getAsInt();
    return apart == Proof.YES
        ? OpResult.tuple(Collections.nCopies(Math.max(1, rank), places.with(Shape.ofRank(1))))
        : OpResult.of(places.with(Shape.of(Dim.any(), Dim.of(rank))));
  }

  // --- by order

  private static OpResult topk(OpCall call) {
    TensorType input = call.tensor("input");
    Dim wanted = call.integer("k", 0);
    if (input.dtype().kind() == DType.Kind.COMPLEX || input.dtype() == DType.BOOL) {
      return Elementwise.refused("topk", input.dtype());
    }
    Shape shape = input.shape();
    return along(
        shape,
        call.integer("dim", -1),
        OpResult.valuesAndIndices(
            input.with(Axis.reducedSomewhere(shape, 0, true)),
            input.with(Axis.reducedSomewhere(shape, 0, true)).with(DType.INT64)),
        axis -> {
          if (withDim(shape).dim(axis).lessThan(wanted) == Proof.YES) {
            return OpResult.mismatch(
                "selected index k out of range: %s of the %s elements along dimension %d of %s"
                    .formatted(wanted, withDim(shape).dim(axis), axis, shape));
          }
          TensorType best = input.with(Axis.replaced(shape, axis, wanted));
          return OpResult.valuesAndIndices(best, best.with(DType.INT64));
        });
  }

  private static OpResult sort(OpCall call) {
    TensorType input = call.tensor("input");
    OpResult result = OpResult.valuesAndIndices(input, input.with(DType.INT64));
    return along(input.shape(), call.integer("dim", -1), result, axis -> result);
  }

  private static OpResult argsort(OpCall call) {
    OpResult result = OpResult.of(call.tensor("input").with(DType.INT64));
    return along(call.shape("input"), call.integer("dim", -1), result, axis -> result);
  }

  private static OpResult kthValue(OpCall call) {
    TensorType input = call.tensor("input");
    Dim wanted = call.integer("k", 1);
    Proof kept = call.flag("keepdim", false);
    Shape shape = input.shape();
    return along(
        shape,
        call.integer("dim", -1),
        OpResult.valuesAndIndices(
            input.with(Shape.unknown()), input.with(Shape.unknown()).with(DType.INT64)),
        axis -> {
          if (withDim(shape).dim(axis).lessThan(wanted) == Proof.YES) {
            return OpResult.mismatch(
                "selected number k out of range for dimension %d: %s of the %s elements of %s"
                    .formatted(axis, wanted, withDim(shape).dim(axis), shape));
          }
          TensorType left =
              input.with(
                  kept == Proof.UNKNOWN
                      ? Shape.unknown()
                      : Axis.reduced(shape, List.of(axis), kept == Proof.YES));
          return OpResult.valuesAndIndices(left, left.with(DType.INT64));
        });
  }

  private static OpResult unique(OpCall call) {
    TensorType input = call.tensor("input");
    Proof inverse = call.flag("return_inverse", false);
    Proof counts = call.flag("return_counts", false);
    if (inverse == Proof.UNKNOWN || counts == Proof.UNKNOWN) {
      return OpResult.unknown("it is not known what is asked for");
    }
    TensorType single = input.with(Shape.ofRank(1)).with(DType.INT64);
    TensorType values = input.with(Shape.ofRank(1));
    TensorType places = input.with(DType.INT64);
    if (call.has("dim")) {
      values = input.with(Axis.reducedSomewhere(input.shape(), 0, true));
      places = single;
      switch (Axis.of(input.shape(), call.integer("dim", 0))) {
        case Axis.Outside outside -> {
          return OpResult.mismatch(outside.why());
        }
        case Axis.At at -> {
          values = input.with(Axis.replaced(input.shape(), at.only(), Dim.any()));
          places = single.with(Shape.of(withDim(input.shape()).dim(at.only())));
        }
        case Axis.Somewhere somewhere -> {}
      }
    }
    List<TensorType> results = new ArrayList<>(List.of(values));
    if (inverse == Proof.YES) {
      results.add(places);
    }
    if (counts == Proof.YES) {
      results.add(single);
    }
    return results.size() == 1 ? OpResult.of(values) : OpResult.tuple(results);
  }

  // --- into bins

  private static OpResult bincount(OpCall call) {
    TensorType input = call.tensor("input");
    boolean isOfFractions =
        input.dtype().isFloating() || input.dtype().kind() == DType.Kind.COMPLEX;
    if (isOfFractions || input.shape().rank().orElse(1) != 1) {
      return OpResult.mismatch(
          "bincount only supports 1-d non-negative integral inputs, but got " + input);
    }
    DType weights = call.dtype("weights");
    DType type =
        !call.has("weights")
            ? DType.INT64
            : weights == DType.FLOAT32 || weights == DType.UNKNOWN ? weights : DType.FLOAT64;
    return OpResult.of(input.with(Shape.ofRank(1)).with(type));
  }

  private static DType places(OpCall call) {
    return switch (call.flag("out_int32", false)) {
      case YES -> DType.INT32;
      case NO -> DType.INT64;
      case UNKNOWN -> DType.UNKNOWN;
    };
  }

  private static OpResult searchSorted(OpCall call) {
    Shape sorted = call.shape("sorted_sequence");
    Argument values = call.argument("input").orElse(new Argument.Unknown());
    TensorType wanted = Operand.of(values).type();
    Shape shape = wanted.shape();
    if (sorted.rank().orElse(1) > 1 && shape.rank().isPresent()) {
      boolean fits = sorted.rank().equals(shape.rank());
      for (int axis = 0; fits && axis < shape.rank().getAsInt() - 1; axis++) {
        fits = call.same(shape.dim(axis), sorted.dim(axis)) != Proof.NO;
      }
      if (!fits) {
        return OpResult.mismatch(
            "the sorted sequence of searchsorted must have one dimension, or all but the last of"
                + " the values, but got %s and %s".formatted(sorted, shape));
      }
    }
    return OpResult.of(wanted.with(places(call)));
  }

  private static OpResult bucketize(OpCall call) {
    Shape boundaries = call.shape("boundaries");
    TensorType input = Operand.of(call.argument("input").orElse(new Argument.Unknown())).type();
    return boundaries.rank().orElse(1) != 1
        ? OpResult.mismatch(
            "the boundaries of bucketize must have one dimension, but are " + boundaries)
        : OpResult.of(input.with(places(call)));
  }
}
