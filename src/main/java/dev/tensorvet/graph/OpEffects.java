package dev.tensorvet.graph;

import java.util.Set;

/** What operations do to the values that they are given, by their names. */
public final class OpEffects {

  /** Layers that may be told to change their input. */
  private static final Set<String> ACTIVATIONS =
      Set.of(
          "relu",
          "relu6",
          "hardtanh",
          "leaky_relu",
          "elu",
          "selu",
          "celu",
          "silu",
          "mish",
          "hardswish",
          "hardsigmoid",
          "rrelu",
          "threshold");

  /** What a second time changes nothing more. */
  private static final Set<String> IDEMPOTENT = Set.of("relu", "relu6", "hardtanh");

  /** What {@code relu} gives the same for as for the values before. */
  private static final Set<String> KEEPS_POSITIVE = Set.of("relu", "leaky_relu", "elu", "celu");

  /** What only arranges what it is given. */
  private static final Set<String> ARRANGES =
      Set.of("cat", "view", "reshape", "flatten", "permute", "transpose", "contiguous", "chunk");

  /** What gives nothing negative, whatever it is given. */
  private static final Set<String> NOT_NEGATIVE =
      Set.of("relu", "relu6", "sigmoid", "hardsigmoid", "softmax", "exp", "abs", "square");

  /** What gives nothing negative where it is given nothing negative. */
  private static final Set<String> KEEPS_SIGN =
      Set.of(
          "max_pool1d",
          "max_pool2d",
          "max_pool3d",
          "avg_pool1d",
          "avg_pool2d",
          "avg_pool3d",
          "adaptive_avg_pool2d",
          "adaptive_max_pool2d",
          "dropout",
          "dropout2d",
          "dropout3d",
          "view",
          "reshape",
          "flatten",
          "permute",
          "transpose",
          "contiguous",
          "cat",
          "add",
          "mul",
          "squeeze",
          "unsqueeze",
          "chunk",
          "split",
          "index");

  /** What gives the memory of its input other values, as a method or as a layer that is told to. */
  private static final Set<String> CHANGES =
      Set.of(
          "add_",
          "sub_",
          "mul_",
          "div_",
          "pow_",
          "relu_",
          "sigmoid_",
          "tanh_",
          "exp_",
          "clamp_",
          "masked_fill_",
          "fill_",
          "zero_",
          "relu",
          "leaky_relu",
          "elu",
          "silu",
          "relu6",
          "hardtanh",
          "dropout",
          "dropout2d");

  private OpEffects() {}

  /** Whether an operation is an activation that may be told to change its input. */
  public static boolean isActivation(String op) {
    return ACTIVATIONS.contains(op);
  }

  /** Whether a second time changes nothing more. */
  public static boolean isIdempotent(String op) {
    return IDEMPOTENT.contains(op);
  }

  /** Whether {@code relu} gives the same for its results as for its inputs. */
  public static boolean keepsPositive(String op) {
    return KEEPS_POSITIVE.contains(op);
  }

  /** Whether an operation only arranges what it is given. */
  public static boolean arranges(String op) {
    return ARRANGES.contains(op);
  }

  /** Whether an operation gives nothing negative, whatever it is given. */
  public static boolean isNotNegative(String op) {
    return NOT_NEGATIVE.contains(op);
  }

  /** Whether an operation gives nothing negative where it is given nothing negative. */
  public static boolean keepsSign(String op) {
    return KEEPS_SIGN.contains(op);
  }

  /** Whether an operation in place leaves other values than were there. */
  public static boolean changes(String op) {
    return CHANGES.contains(op);
  }
}
