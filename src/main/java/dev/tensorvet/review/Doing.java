package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;

/** What a program does in a step of its course, as a reader is told it. */
public enum Doing {
  LOAD("load a saved state", Tone.STATE),
  COPY("take over the state of another", Tone.STATE),
  BLEND("move the weights towards those of another", Tone.STATE),
  DRAW("take a batch", Tone.DATA),
  TRAIN_MODE("switch to training", Tone.MODE),
  EVAL_MODE("switch to evaluation", Tone.MODE),
  ZERO("clear the gradients", Tone.UPDATE),
  FORWARD("run the model", Tone.COMPUTE),
  FORWARD_WITHOUT_GRAPH("run the model without gradients", Tone.EVALUATE),
  LOSS("compute the loss", Tone.COMPUTE),
  BACKWARD("backward pass", Tone.GRADIENT),
  UNSCALE("take the scale out of the gradients", Tone.GRADIENT),
  CLIP("clip the gradients", Tone.GRADIENT),
  CHANGE("change the gradients by hand", Tone.GRADIENT),
  STEP("optimizer step", Tone.UPDATE),
  SCALE_UPDATE("adjust the loss scale", Tone.UPDATE),
  SCHEDULE("scheduler step", Tone.UPDATE),
  SET_RATE("set the learning rate", Tone.UPDATE),
  SAVE("save", Tone.STATE),
  /** What a framework does around the code that it is given. */
  FRAMEWORK(
      "done by the framework: backward pass, optimizer step, gradients cleared", Tone.GRADIENT);

  /** What kind of thing it is, for a drawing. */
  public enum Tone {
    DATA,
    COMPUTE,
    GRADIENT,
    UPDATE,
    MODE,
    EVALUATE,
    STATE
  }

  private final String label;
  private final Tone tone;

  Doing(String label, Tone tone) {
    this.label = label;
    this.tone = tone;
  }

  static Doing of(Action.Kind kind) {
    return switch (kind) {
      case LOAD -> LOAD;
      case COPY -> COPY;
      case BLEND -> BLEND;
      case DRAW -> DRAW;
      case TRAIN_MODE -> TRAIN_MODE;
      case EVAL_MODE -> EVAL_MODE;
      case ZERO, CLEAR -> ZERO;
      case CHANGE -> CHANGE;
      case FORWARD -> FORWARD;
      case FORWARD_WITHOUT_GRAPH -> FORWARD_WITHOUT_GRAPH;
      case LOSS -> LOSS;
      case BACKWARD -> BACKWARD;
      case UNSCALE -> UNSCALE;
      case CLIP -> CLIP;
      case STEP -> STEP;
      case SCALE_UPDATE -> SCALE_UPDATE;
      case SCHEDULE -> SCHEDULE;
      case SET_RATE -> SET_RATE;
      case SAVE -> SAVE;
    };
  }

  /** As a report has it. */
  public String label() {
    return label;
  }

  public Tone tone() {
    return tone;
  }
}
