package dev.tensorvet.facts;

import java.util.Optional;

/**
 * Something that happens to the gradients of one optimizer's parameters.
 *
 * @param site where, and by which calls
 * @param source where the loss of a backward pass was computed
 * @param autocast the precision of the code around a backward pass
 * @param ofLoss the precision in which the loss of a backward pass was computed
 * @param isForOther whether a backward pass is for another optimizer, which steps next, and what it
 *     leaves in these gradients is thrown away
 */
public record GradientEvent(
    Kind kind,
    Site site,
    Optional<Site> source,
    Autocast autocast,
    Autocast ofLoss,
    boolean isForOther) {

  /** What happens. */
  public enum Kind {
    /** They are set to zero or none. */
    ZERO,
    /** They are filled by a backward pass. */
    BACKWARD,
    /** They are filled from a loss that a gradient scaler scaled, so that they are scaled too. */
    SCALED_BACKWARD,
    /** The scale is taken out of them. */
    UNSCALE,
    /** The scale is taken out of some of them by way of another optimizer. */
    OTHER_UNSCALE,
    /** The gradient scaler adjusts its scale, and takes the next steps as new ones. */
    SCALE_UPDATE,
    /** They are clipped. */
    CLIP,
    /** Some gradients are clipped, perhaps these: what the optimizer holds is not known. */
    MAYBE_CLIP,
    /** The optimizer uses them. */
    STEP,
    /** The optimizer uses them through a gradient scaler, which takes the scale out first. */
    SCALED_STEP,
    /** The optimizer is made. */
    MADE,
    /** A gradient is read by the program's own code. */
    READ,
    /** Code that is not known is given a tensor that was computed from the parameters. */
    MAYBE_BACKWARD,
    /** They may be changed in any way: by hand, or by code that is not known. */
    UNKNOWN
  }

  public boolean fills() {
    return kind == Kind.BACKWARD || kind == Kind.SCALED_BACKWARD;
  }

  public boolean steps() {
    return kind == Kind.STEP || kind == Kind.SCALED_STEP;
  }
}
