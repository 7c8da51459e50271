package dev.tensorvet.ops;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An operation: how it is called, and what it does to shapes. */
public record Op(Signature signature, ShapeRule rule) {

  private static final Set<String> KEEPING =
      Set.of(
          """
          abs alpha_dropout batch_norm celu clamp clone contiguous cos detach dropout dropout2d elu
          erf exp float gelu group_norm half hardswish hardtanh instance_norm layer_norm leaky_relu
          log log_softmax logsigmoid mish neg normalize relu relu6 rms_norm rsqrt selu sigmoid silu
          sin softmax softplus sqrt square tanh to type_as
          """
              .strip()
              .split("\\s+"));

  private static final Set<String> KEEPING_RANK =
      Set.of(
          "chunk",
          "cumsum",
          "flip",
          "glu",
          "linear",
          "mul",
          "add",
          "pad",
          "roll",
          "split",
          "sub",
          "transpose",
          "div",
          "tril",
          "triu",
          "masked_fill");

  /** Those that put together tensors that all have as many dimensions. */
  private static final Set<String> JOINING = Set.of("cat", "concat", "concatenate");

  /** Those that give their tensor another shape in place. */
  private static final Set<String> RESHAPING =
      Set.of("resize", "squeeze", "swapaxes", "swapdims", "t", "transpose", "unsqueeze");

  /** One for each signature, all with the same rule. */
  static Stream<Op> all(ShapeRule rule, String... signatures) {
    return Arrays.stream(signatures).map(text -> new Op(Signature.of(text), rule));
  }

  /** Its name; the same as that of PyTorch's function or method where there is one. */
  public String name() {
    return signature.op();
  }

  /** Whether its result is of the shape of its first argument, whatever that is. */
  public boolean keepsShape() {
    return KEEPING.contains(name());
  }

  /** Whether its results have as many dimensions as its first argument, whatever these are. */
  public boolean keepsRank() {
    return KEEPING_RANK.contains(name());
  }

  /** Whether its result has as many dimensions as each of its arguments, whatever these are. */
  public boolean keepsRankOfAll() {
    return JOINING.contains(name());
  }

  /** What it gives; {@code call} holds arguments by the names of this operation's parameters. */
  public OpResult infer(OpCall call) {
    return rule.infer(call);
  }

  /** The operation that writes its result into its first argument. */
  Op inPlace() {
    Signature changed = new Signature(name() + "_", signature.parameters(), signature.isOpen());
    return new Op(changed, call -> RESHAPING.contains(name()) ? infer(call) : written(call));
  }

  private OpResult written(OpCall call) {
    OpResult result = infer(call);
    if (!(result instanceof OpResult.Inferred(List<TensorType> types, var form, Dim flops))
        || form != OpResult.Form.ONE) {
      return result;
    }
    TensorType target = call.tensor(signature.parameters().getFirst().name());
    TensorType value = types.getFirst();
    if (value.dtype().kind().compareTo(target.dtype().kind()) > 0
        && value.dtype().kind() != DType.Kind.UNKNOWN) {
      return OpResult.mismatch(
          "result type %s can't be cast to the desired output type %s"
              .formatted(value.dtype().text(), target.dtype().text()));
    }
    if (!mayHold(target.shape(), value.shape())) {
      return OpResult.mismatch(
          "output with shape %s doesn't match the broadcast shape %s"
              .formatted(target.shape(), value.shape()));
    }
    if (target.shape().rank().isPresent()) {
      // What is written into does not spread.
      for (int axis = 0; axis < target.shape().rank().getAsInt(); axis++) {
        call.same(target.shape().dim(axis), value.shape().dim(axis));
      }
    }
    boolean isBlank = target.shape().rank().isEmpty();
    return OpResult.of(isBlank ? target.with(value.shape()) : target).withFlops(flops);
  }

  /** Whether a tensor may be written into one of another shape. */
  static boolean mayHold(Shape target, Shape value) {
    if (target.rank().isEmpty() || value.rank().isEmpty()) {
      return true;
    }
    if (!target.rank().equals(value.rank())) {
      return false;
    }
    for (int axis = 0; axis < target.rank().getAsInt(); axis++) {
      Dim holds = target.dim(axis);
      Dim held = value.dim(axis);
      boolean isSpread = holds.isKnown(1) && !held.mayBeOne();
      if (isSpread || holds.equalTo(held) == Proof.NO) {
        return false;
      }
    }
    return true;
  }
}
