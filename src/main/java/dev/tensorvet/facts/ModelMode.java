package dev.tensorvet.facts;

/** The mode that a model is in. */
public enum ModelMode {
  /** The one that it came in. */
  GIVEN,
  /** Code that is not known may have switched it. */
  UNKNOWN,
  /** Dropout drops, and batch normalisation uses the batch and learns from it. */
  TRAINING,
  /** Nothing is random, and nothing is learnt from a batch. */
  EVALUATION;

  /** The mode after an event. */
  public ModelMode after(ModelEvent event) {
    return switch (event.kind()) {
      case MADE, TRAIN -> TRAINING;
      case EVAL -> EVALUATION;
      case SWITCH -> UNKNOWN;
      case LOAD,
          TRAINING_FORWARD,
          GRADIENT_FORWARD,
          FORWARD,
          FORWARD_WITHOUT_GRAPH,
          GENERATION,
          STEP,
          STEP_OF_OTHERS ->
          this;
    };
  }
}
