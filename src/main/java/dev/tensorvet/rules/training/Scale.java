package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent;

/** Whether gradients still have the factor in them that a gradient scaler gave to the loss. */
enum Scale {
  PLAIN,
  SCALED,
  UNKNOWN;

  Scale after(GradientEvent event) {
    return switch (event.kind()) {
      case SCALED_BACKWARD -> SCALED;
      case BACKWARD, UNSCALE, OTHER_UNSCALE, STEP, SCALED_STEP, ZERO -> PLAIN;
      case UNKNOWN -> UNKNOWN;
      case CLIP, MAYBE_CLIP, MAYBE_BACKWARD, MADE, READ, SCALE_UPDATE -> this;
    };
  }
}
