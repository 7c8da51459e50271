package dev.tensorvet.ops;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Activations and dropouts. Nearly all keep the shape. */
final class Activation {

  static final List<Op> OPS =
      Stream.of(
              Stream.of(
                      "relu(input, inplace=False)",
                      "relu6(input, inplace=False)",
                      "hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False)",
                      "threshold(input, threshold, value, inplace=False)",
                      "dropout(input, p=0.5, training|train=True, inplace=False)",
                      "dropout1d(input, p=0.5, training=True, inplace=False)",
                      "dropout2d(input, p=0.5, training=True, inplace=False)",
                      "dropout3d(input, p=0.5, training=True, inplace=False)",
                      "alpha_dropout(input, p=0.5, training|train=False, inplace=False)",
                      "feature_dropout(input, p=0.5, training|train=False)",
                      "feature_alpha_dropout(input, p=0.5, training|train=False, inplace=False)")
                  .map(
                      text ->
                          new Op(Signature.of(text), call -> OpResult.of(call.tensor("input")))),
              Stream.of(
                      "gelu(input, *, approximate=None)",
                      "silu(input, inplace=False)",
                      "elu(input, alpha=1.0, inplace=False)",
                      "selu(input, inplace=False)",
                      "celu(input, alpha=1.0, inplace=False)",
                      "leaky_relu(input, negative_slope=0.01, inplace=False)",
                      "rrelu(input, lower=0.125, upper=0.333, training=False, inplace=False)",
                      "softplus(input, beta=1.0, threshold=20.0)",
                      "hardswish(input, inplace=False)",
                      "hardsigmoid(input, inplace=False)",
                      "hardshrink(input, lambd=0.5)",
                      "softshrink(input, lambd=0.5)",
                      "mish(input, inplace=False)",
                      "logsigmoid(input)")
                  .map(Signature::of)
                  .map(signature -> new Op(signature, call -> ofFloats(signature.op(), call))),
              Stream.of(
                  new Op(Signature.of("tanhshrink(input)"), Activation::toFloats),
                  new Op(Signature.of("softsign(input)"), Activation::toFloats),
                  new Op(Signature.of("prelu(input, weight)"), Activation::prelu),
                  new Op(
                      Signature.of("softmax(input, dim|axis=None, dtype=None, *, _stacklevel=3)"),
                      Activation::softmax),
                  new Op(
                      Signature.of(
                          "log_softmax(input, dim|axis=None, dtype=None, *, _stacklevel=3)"),
                      Activation::softmax),
                  new Op(
                      Signature.of("softmin(input, dim=None, dtype=None, *, _stacklevel=3)"),
                      Activation::softmax),
                  new Op(
                      Signature.of(
                          "gumbel_softmax(input|logits, tau=1, hard=False, eps=1e-10, dim=-1)"),
                      Activation::softmax),
                  new Op(Signature.of("glu(input, dim=-1)"), Activation::glu)))
          .flatMap(ops -> ops)
          .toList();

  private Activation() {}

  private static OpResult ofFloats(String op, OpCall call) {
    TensorType input = call.tensor("input");
    return Sizes.isWhole(input.dtype())
        ? Sizes.notImplemented(op, input.dtype())
        : OpResult.of(input);
  }

  private static OpResult toFloats(OpCall call) {
    TensorType input = call.tensor("input");
    return OpResult.of(Sizes.isWhole(input.dtype()) ? input.with(DType.FLOAT32) : input);
  }

  private static OpResult prelu(OpCall call) {
    TensorType input = call.tensor("input");
    Shape weight = call.shape("weight");
    if (input.shape().rank().isPresent() && weight.rank().isPresent()) {
      if (Sizes.rank(weight) > 1) {
        return OpResult.mismatch(
            "expected weight to be a scalar or 1D tensor, but got a tensor of size "
                + Sizes.text(weight));
      }
      Dim channels = Sizes.rank(input.shape()) < 2 ? Dim.of(1) : input.shape().dim(1);
      if (!weight.numel().mayBeOne() && Sizes.clash(call, channels, weight.numel())) {
        return OpResult.mismatch(
            "mismatch of parameter numbers and input channel size, found parameter numbers = %s and channel size = %s"
                .formatted(weight.numel(), channels));
      }
    }
    return ofFloats("prelu", call);
  }

  private static OpResult softmax(OpCall call) {
    Optional<DType> asked = call.type("dtype");
    TensorType input = call.tensor("input").with(asked.orElse(call.dtype("input")));
    if (Sizes.isWhole(input.dtype())) {
      return Sizes.notImplemented("softmax", input.dtype());
    }
    return Sizes.noAxis(input.shape(), call.integer("dim", -1), OpResult.of(input));
  }

  private static OpResult glu(OpCall call) {
    TensorType input = call.tensor("input");
    if (input.shape().rank().isEmpty()) {
      return ofFloats("glu", call);
    }
    int rank = Sizes.rank(input.shape());
    Dim dim = call.integer("dim", -1);
    if (rank == 0) {
      return OpResult.mismatch("glu does not support 0-dimensional tensors");
    }
    if (Sizes.axis(input.shape(), dim).isEmpty()) {
      return Sizes.noAxis(input.shape(), dim, OpResult.of(input.with(Shape.ofRank(rank))));
    }
    int axis = Sizes.axis(input.shape(), dim).getAsInt();
    Dim size = input.shape().dim(axis);
    Dim half = size.floorDiv(2);
    if (Sizes.clash(call, size, half.times(2))) {
      return OpResult.mismatch(
          "halving dimension must be even, but dimension %d is size %s".formatted(axis, size));
    }
    return ofFloats("glu", call) instanceof OpResult.Mismatch mismatch
        ? mismatch
        : OpResult.of(input.with(input.shape().with(axis, half)));
  }
}
