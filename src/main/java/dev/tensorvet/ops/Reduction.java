package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Operations that make one element of many: sums, means, extremes; and running ones. */
final class Reduction {

  static final List<Op> OPS =
      Stream.of(
              Op.all(
                  Reduction::sum,
                  "nansum(input, dim|axis=None, keepdim|keepdims=False, *, dtype=None, out=None)",
                  "prod(input, dim|axis=None, keepdim|keepdims=False, *, dtype=None, out=None)",
                  "sum(input, dim|axis=None, keepdim|keepdims=False, *, dtype=None, out=None)"),
              Op.all(
                  Reduction::mean,
                  "mean(input, dim|axis=None, keepdim|keepdims=False, *, dtype=None, out=None)",
                  "nanmean(input, dim|axis=None, keepdim|keepdims=False, *, dtype=None, out=None)"),
              Op.all(
                  Reduction::spread,
                  "std(input, dim|axis=None, unbiased=True, keepdim|keepdims=False, *,"
                      + " correction=None, out=None)",
                  "var(input, dim|axis=None, unbiased=True, keepdim|keepdims=False, *,"
                      + " correction=None, out=None)"),
              Op.all(
                  Reduction::spreadAndMean,
                  "std_mean(input, dim|axis=None, unbiased=True, keepdim|keepdims=False, *,"
                      + " correction=None)",
                  "var_mean(input, dim|axis=None, unbiased=True, keepdim|keepdims=False, *,"
                      + " correction=None)"),
              Op.all(
                  Reduction::norm,
                  "norm(input, p=None, dim|axis=None, keepdim=False, out=None, dtype=None)"),
              Op.all(
                  Reduction::logSum,
                  "logsumexp(input, dim|axis, keepdim|keepdims=False, *, out=None)"),
              Op.all(
                  Reduction::extreme,
                  "max(input, dim|axis|other=None, keepdim|keepdims=False, *, out=None)",
                  "min(input, dim|axis|other=None, keepdim|keepdims=False, *, out=None)"),
              Op.all(
                  Reduction::median,
                  "median(input, dim|axis=None, keepdim|keepdims=False, *, out=None)",
                  "nanmedian(input, dim|axis=None, keepdim|keepdims=False, *, out=None)"),
              Op.all(
                  Reduction::mode, "mode(input, dim|axis=-1, keepdim|keepdims=False, *, out=None)"),
              Op.all(
                  Reduction::bound,
                  "amax(input, dim|axis=None, keepdim|keepdims=False, *, out=None)",
                  "amin(input, dim|axis=None, keepdim|keepdims=False, *, out=None)"),
              Op.all(Reduction::bounds, "aminmax(input, *, dim=None, keepdim=False, out=None)"),
              Op.all(
                  Reduction::place,
                  "argmax(input, dim|axis=None, keepdim|keepdims=False)",
                  "argmin(input, dim|axis=None, keepdim|keepdims=False)"),
              Op.all(call -> over(call, DType.INT64, false), "count_nonzero(input, dim=None)"),
              Op.all(
                  Reduction::truth,
                  "all(input, dim|axis=None, keepdim|keepdims=False, *, out=None)",
                  "any(input, dim|axis=None, keepdim|keepdims=False, *, out=None)"),
              Op.all(
                  Reduction::quantile,
                  "nanquantile(input, q, dim=None, keepdim=False, *, interpolation=None, out=None)",
                  "quantile(input, q, dim=None, keepdim=False, *, interpolation=None, out=None)"),
              Op.all(
                  Reduction::running,
                  "cumprod(input, dim|axis, *, dtype=None, out=None)",
                  "cumsum(input, dim|axis, *, dtype=None, out=None)"),
              Op.all(Reduction::runningLog, "logcumsumexp(input, dim|axis, *, out=None)"),
              Op.all(
                  Reduction::runningExtreme,
                  "cummax(input, dim|axis, *, out=None)",
                  "cummin(input, dim|axis, *, out=None)"))
          .flatMap(ops -> ops)
          .toList();

  private Reduction() {}

  // --- shapes

  /**
   * Reduces over the dimensions that the call names; over all if it names none.
   *
   * @param result what it gives, of the shape that is left
   */
  private static OpResult over(
      OpCall call, Optional<List<Dim>> dims, Function<Shape, OpResult> result) {
    Shape shape = call.shape("input");
    Proof kept = call.flag("keepdim", false);
    if (dims.isPresent() && kept != Proof.UNKNOWN) {
      boolean isOfAll = dims.get().isEmpty();
      Axis axis = isOfAll ? everywhere(shape) : Axis.of(shape, dims.get());
      return switch (axis) {
        case Axis.At at -> result.apply(Axis.reduced(shape, at.axes(), kept == Proof.YES));
        case Axis.Outside outside -> OpResult.mismatch(outside.why());
        case Axis.Somewhere somewhere when isOfAll && kept == Proof.NO ->
            result.apply(Shape.scalar());
        case Axis.Somewhere somewhere ->
            result.apply(Axis.reducedSomewhere(shape, dims.get().size(), kept == Proof.YES));
      };
    }
    boolean isRankKept = kept == Proof.YES && shape.rank().isPresent();
    return result.apply(isRankKept ? Shape.ofRank(shape.rank().getAsInt()) : Shape.unknown());
  }

  private static Axis everywhere(Shape shape) {
    return shape.rank().isPresent()
        ? new Axis.At(IntStream.range(0, shape.rank().getAsInt()).boxed().toList())
        : new Axis.Somewhere();
  }

  /** Those that the call names; an empty list for all, nothing where it is not known which. */
  private static Optional<List<Dim>> dims(OpCall call) {
    return call.has("dim") ? call.integers("dim") : Optional.of(List.of());
  }

  static OpResult over(OpCall call, DType type, boolean isIndexed) {
    TensorType input = call.tensor("input");
    return over(
        call,
        dims(call),
        shape ->
            isIndexed
                ? OpResult.valuesAndIndices(
                    input.with(shape).with(type), input.with(shape).with(DType.INT64))
                : OpResult.of(input.with(shape).with(type)));
  }

  // --- sums and means

  private static DType summed(OpCall call) {
    DType type = call.dtype("input");
    return call.type("dtype").orElse(Elementwise.isWhole(type) ? DType.INT64 : type);
  }

  private static OpResult sum(OpCall call) {
    return over(call, summed(call), false);
  }

  private static OpResult mean(OpCall call) {
    DType type = call.type("dtype").orElse(call.dtype("input"));
    return Elementwise.isWhole(type)
        ? OpResult.mismatch(
            "mean takes a tensor of a floating-point or complex dtype, but got " + type.text())
        : over(call, type, false);
  }

  private static OpResult spread(OpCall call) {
    DType type = call.dtype("input");
    return Elementwise.isWhole(type)
        ? OpResult.mismatch(
            "std and var only support floating-point and complex dtypes, but got " + type.text())
        : over(call, spreadDims(call), shape -> OpResult.of(spread(call, shape)));
  }

  private static TensorType spread(OpCall call, Shape shape) {
    TensorType input = call.tensor("input");
    return input.with(shape).with(Elementwise.real(input.dtype()));
  }

  /** The first argument may be whether the estimate is unbiased. */
  private static Optional<List<Dim>> spreadDims(OpCall call) {
    return call.argument("dim").orElse(new Argument.Nothing()) instanceof Argument.Flag
        ? Optional.of(List.of())
        : dims(call);
  }

  private static OpResult spreadAndMean(OpCall call) {
    TensorType input = call.tensor("input");
    return Elementwise.isWhole(input.dtype())
        ? spread(call)
        : over(
            call,
            spreadDims(call),
            shape -> OpResult.tuple(List.of(spread(call, shape), input.with(shape))));
  }

  private static OpResult norm(OpCall call) {
    DType type = call.type("dtype").orElse(call.dtype("input"));
    return Elementwise.isWhole(type)
        ? OpResult.mismatch(
            "norm takes a tensor of a floating-point or complex dtype, but got " + type.text())
        : over(call, Elementwise.real(type), false);
  }

  private static OpResult logSum(OpCall call) {
    return over(call, Elementwise.floating(call.dtype("input")), false);
  }

  // --- extremes

  private static OpResult ofReals(OpCall call, OpResult otherwise) {
    DType type = call.dtype("input");
    return type.kind() == DType.Kind.COMPLEX && !call.shape("input").hasRank(0)
        ? Elementwise.refused("an order", type)
        : otherwise;
  }

  /** Of all elements, along a dimension, or of two tensors. */
  private static OpResult extreme(OpCall call) {
    Optional<Argument> dim = call.argument("dim");
    if (dim.isPresent() && dim.get() instanceof Argument.Tensor) {
      List<Operand> both = Operand.all(call, "input", "dim");
      return ofReals(call, Operand.met(call, both, Operand.promoted(both)));
    }
    if (dim.isPresent() && dim.get() instanceof Argument.Unknown) {
      return OpResult.unknown("it is not known what is compared");
    }
    return ofReals(call, over(call, call.dtype("input"), dim.isPresent()));
  }

  private static OpResult median(OpCall call) {
    return ofReals(call, over(call, call.dtype("input"), call.has("dim")));
  }

  private static OpResult mode(OpCall call) {
    TensorType input = call.tensor("input");
    return ofReals(
        call,
        over(
            call,
            Optional.of(List.of(call.integer("dim", -1))),
            shape ->
                OpResult.valuesAndIndices(input.with(shape), input.with(shape).with(DType.INT64))));
  }

  private static OpResult bound(OpCall call) {
    return ofReals(call, over(call, call.dtype("input"), false));
  }

  private static OpResult bounds(OpCall call) {
    TensorType input = call.tensor("input");
    return ofReals(
        call,
        over(
            call,
            dims(call),
            shape -> OpResult.tuple(List.of(input.with(shape), input.with(shape)))));
  }

  private static OpResult place(OpCall call) {
    return call.dtype("input") == DType.BOOL
        ? Elementwise.refused("argmax", DType.BOOL)
        : ofReals(call, over(call, DType.INT64, false));
  }

  private static OpResult truth(OpCall call) {
    DType type = call.dtype("input");
    return over(call, type == DType.UINT8 || type == DType.UNKNOWN ? type : DType.BOOL, false);
  }

  /** Several quantiles have a dimension of their own, the first. */
  private static OpResult quantile(OpCall call) {
    TensorType input = call.tensor("input");
    DType type = input.dtype();
    if (type != DType.FLOAT32 && type != DType.FLOAT64 && type != DType.UNKNOWN) {
      return OpResult.mismatch(
          "quantile takes a tensor of float or double dtype, but got " + type.text());
    }
    if (Elementwise.areApart(type, call.dtype("q"))) {
      return OpResult.mismatch(
          "quantile takes quantiles of the dtype of its input, %s, but got %s"
              .formatted(type.text(), call.dtype("q").text()));
    }
    Shape wanted =
        call.argument("q").map(q -> Operand.of(q).type().shape()).orElse(Shape.unknown());
    return over(
        call,
        dims(call),
        shape ->
            OpResult.of(
                input.with(
                    wanted.hasRank(0)
                        ? shape
                        : wanted.hasRank(1)
                            ? Axis.prepended(shape, wanted.dim(0))
                            : Shape.unknown())));
  }

  // --- running

  private static OpResult along(OpCall call, Function<TensorType, OpResult> result) {
    TensorType input = call.tensor("input");
    return Axis.of(input.shape(), call.integer("dim", 0)) instanceof Axis.Outside outside
        ? OpResult.mismatch(outside.why())
        : result.apply(input);
  }

  private static OpResult running(OpCall call) {
    return along(call, input -> OpResult.of(input.with(summed(call))));
  }

  private static OpResult runningLog(OpCall call) {
    DType type = call.dtype("input");
    return Elementwise.isWhole(type)
        ? Elementwise.refused("logcumsumexp", type)
        : along(call, OpResult::of);
  }

  private static OpResult runningExtreme(OpCall call) {
    return ofReals(
        call, along(call, input -> OpResult.valuesAndIndices(input, input.with(DType.INT64))));
  }
}
