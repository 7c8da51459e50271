package dev.tensorvet.rule;

import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import java.util.List;
import java.util.Set;

/** What kind of mistake a contradiction is: each is told by one rule. */
public enum Misfit {
  /** The pattern of einops does not fit, or is none. */
  EINOPS,
  /** The specification of a sum over named axes does not fit, or is none. */
  EINSUM,
  /** A normalisation is made for another number of channels. */
  NORMALIZATION,
  /** A loss is given a target of another height or width than its input has. */
  TARGET_SIDES,
  /** A loss is given a target of another shape. */
  TARGET,
  /** A loss is given a target of another type. */
  TARGET_TYPE,
  /** Types of elements outside of losses, which mixed precision may mend. */
  TYPE,
  /** Any other two shapes. */
  SHAPE;

  private static final Set<String> LOSSES =
      Set.of(
          "cross_entropy",
          "nll_loss",
          "binary_cross_entropy",
          "binary_cross_entropy_with_logits",
          "mse_loss",
          "l1_loss",
          "smooth_l1_loss",
          "huber_loss",
          "kl_div",
          "multilabel_margin_loss",
          "multilabel_soft_margin_loss",
          "soft_margin_loss");

  private static final Set<String> NORMALIZATIONS =
      Set.of("batch_norm", "layer_norm", "group_norm", "instance_norm", "rms_norm");

  /** Whether a picture and its target agree in all but their height or width. */
  private static boolean differsInSides(List<Shape> given) {
    if (given.size() < 2) {
      return false;
    }
    Shape input = given.get(0);
    Shape target = given.get(1);
    int rank = input.rank().orElse(0);
    int other = target.rank().orElse(0);
    boolean isPicture = rank >= 4 && (other == rank || other == rank - 1);
    return isPicture
        && input.dim(0).equalTo(target.dim(0)) != Proof.NO
        && (other < rank || input.dim(1).equalTo(target.dim(1)) != Proof.NO)
        && (input.dim(rank - 1).equalTo(target.dim(other - 1)) == Proof.NO
            || input.dim(rank - 2).equalTo(target.dim(other - 2)) == Proof.NO);
  }

  /** The kind of a contradiction. */
  public static Misfit of(Contradiction contradiction) {
    String op = contradiction.op();
    boolean isType = contradiction.cause() == Contradiction.Cause.TYPES;
    if (LOSSES.contains(op)) {
      return isType ? TARGET_TYPE : differsInSides(contradiction.given()) ? TARGET_SIDES : TARGET;
    }
    if (isType) {
      return TYPE;
    }
    if (op.endsWith("einsum")) {
      return EINSUM;
    }
    if (op.startsWith("einops_")) {
      return EINOPS;
    }
    return NORMALIZATIONS.contains(op) || op.contains("Norm") ? NORMALIZATION : SHAPE;
  }
}
