package dev.tensorvet.ops;

import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/** Normalizations. All keep the shape; they differ in what they ask of it. */
final class Normalization {

  static final List<Op> OPS =
      List.of(
          new Op(
              Signature.of(
                  "batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5)"),
              Normalization::batch),
          new Op(
              Signature.of(
                  "instance_norm(input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-5)"),
              Normalization::instance),
          new Op(
              Signature.of("group_norm(input, num_groups, weight=None, bias=None, eps=1e-5)"),
              Normalization::group),
          new Op(
              Signature.of("layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5)"),
              Normalization::layer),
          new Op(
              Signature.of("rms_norm(input, normalized_shape, weight=None, eps=None)"),
              Normalization::layer),
          new Op(
              Signature.of("local_response_norm(input, size, alpha=1e-4, beta=0.75, k=1.0)"),
              Normalization::localResponse),
          new Op(
              Signature.of("normalize(input, p=2.0, dim=1, eps=1e-12, out=None)"),
              Normalization::alongAxes));

  private Normalization() {}

  private static OpResult batch(OpCall call) {
    Shape input = call.shape("input");
    Optional<OpResult> problem = channelProblem(call, input);
    if (problem.isPresent()) {
      return problem.get();
    }
    if (call.flag("training", false) == Proof.YES && isOne(valuesPerChannel(input))) {
      return OpResult.mismatch(
          "expected more than 1 value per channel when training, got input size "
              + Sizes.text(input));
    }
    return OpResult.of(call.tensor("input"));
  }

  private static OpResult instance(OpCall call) {
    Shape input = call.shape("input");
    Optional<OpResult> problem = channelProblem(call, input);
    if (problem.isPresent()) {
      return problem.get();
    }
    if (call.flag("use_input_stats", true) == Proof.YES
        && input.rank().isPresent()
        && isOne(Sizes.product(afterChannels(input)))) {
      return OpResult.mismatch(
          "expected more than 1 spatial element when training, got input size "
              + Sizes.text(input));
    }
    return OpResult.of(call.tensor("input"));
  }

  private static OpResult group(OpCall call) {
    Shape input = call.shape("input");
    Optional<OpResult> problem = channelProblem(call, input);
    if (problem.isPresent()) {
      return problem.get();
    }
    Dim groups = call.integer("num_groups", 1);
    if (input.dim(1).mod(groups).equalTo(0) == Proof.NO) {
      return OpResult.mismatch(
          "expected number of channels in input to be divisible by num_groups, but got input of shape %s and num_groups=%s"
              .formatted(Sizes.text(input), groups));
    }
    if (input.rank().isPresent()
        && isOne(
            input
                .dim(0)
                .times(input.dim(1).floorDiv(groups))
                .times(Sizes.product(afterChannels(input))))) {
      return OpResult.mismatch(
          "expected more than 1 value per channel when training, got input size "
              + Sizes.text(input));
    }
    return OpResult.of(call.tensor("input"));
  }

  private static boolean isOne(Dim dim) {
    return dim.equalTo(1) == Proof.YES;
  }

  private static Dim valuesPerChannel(Shape input) {
    return input.dim(0).times(Sizes.product(afterChannels(input)));
  }

  private static List<Dim> afterChannels(Shape input) {
    return Sizes.last(input, Math.max(0, Sizes.rank(input) - 2));
  }

  /** What is wrong with the channels, which are the second dimension. */
  private static Optional<OpResult> channelProblem(OpCall call, Shape input) {
    if (input.hasRank(0) || input.hasRank(1)) {
      return Optional.of(
          OpResult.mismatch(
              "expected at least 2 dimensions for input tensor, but got input of size "
                  + Sizes.text(input)));
    }
    if (Sizes.isWhole(call.dtype("input"))) {
      return Optional.of(Sizes.notImplemented("normalization", call.dtype("input")));
    }
    for (String name : List.of("running_mean", "running_var", "weight", "bias")) {
      Shape given = call.shape(name);
      if (given.rank().isPresent() && Sizes.clash(call, input.dim(1), given.numel())) {
        return Optional.of(
            OpResult.mismatch(
                "%s should contain %s elements not %s"
                    .formatted(name, input.dim(1), given.numel())));
      }
    }
    return Optional.empty();
  }

  private static OpResult layer(OpCall call) {
    TensorType input = call.tensor("input");
    Optional<List<Dim>> normalized = call.integers("normalized_shape");
    if (normalized.isEmpty()) {
      return OpResult.of(input);
    }
    if (Sizes.isWhole(input.dtype())) {
      return Sizes.notImplemented("normalization", input.dtype());
    }
    for (String name : List.of("weight", "bias")) {
      if (Sizes.clash(input.dtype(), call.dtype(name))) {
        return OpResult.mismatch(
            "input and %s must have the same dtype, but got %s and %s"
                .formatted(name, input.dtype().text(), call.dtype(name).text()));
      }
      Optional<List<Dim>> given = call.shape(name).dims();
      if (given.isPresent() && Sizes.clash(call, given.get(), normalized.get())) {
        return OpResult.mismatch(
            "expected %s to be of same shape as normalized_shape, but got %s of shape %s and normalized_shape = %s"
                .formatted(name, name, Sizes.text(given.get()), Sizes.text(normalized.get())));
      }
    }
    int count = normalized.get().size();
    if (input.shape().rank().isPresent()
        && (Sizes.rank(input.shape()) < count
            || Sizes.clash(call, Sizes.last(input.shape(), count), normalized.get()))) {
      return OpResult.mismatch(
          "given normalized_shape=%s, expected input with shape %s, but got input of size %s"
              .formatted(
                  Sizes.text(normalized.get()),
                  "[*, " + Sizes.text(normalized.get()).substring(1),
                  Sizes.text(input.shape())));
    }
    return OpResult.of(input);
  }

  private static OpResult localResponse(OpCall call) {
    Shape input = call.shape("input");
    if (input.rank().isPresent() && Sizes.rank(input) < 3) {
      return OpResult.mismatch(
          "expected 3D or higher dimensionality input (got %d dimensions)"
              .formatted(Sizes.rank(input)));
    }
    return OpResult.of(call.tensor("input"));
  }

  private static OpResult alongAxes(OpCall call) {
    TensorType input = call.tensor("input");
    if (Sizes.isWhole(input.dtype())) {
      return OpResult.mismatch(
          "expected a floating point or complex tensor as input, got " + input.dtype().text());
    }
    List<Dim> dims = call.has("dim") ? call.integers("dim").orElse(List.of()) : List.of(Dim.of(1));
    return Axis.of(input.shape(), dims) instanceof Axis.Outside(String why)
        ? OpResult.mismatch(why)
        : OpResult.of(input);
  }
}
