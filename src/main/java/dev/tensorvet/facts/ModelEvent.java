package dev.tensorvet.facts;

import dev.tensorvet.semantic.FunctionEntity;
import java.util.Optional;

/**
 * Something that happens to one model in a training or evaluation program.
 *
 * @param site where, and by which calls
 * @param code the function whose code runs the model, when that is what happens and it is not a
 *     script's own code
 * @param isOnData whether the model runs on what a loop takes from a collection, and not on what
 *     the program makes up
 * @param mindsMode whether what computes may do it differently in training and in evaluation, as a
 *     part without dropout does not
 * @param name how the code calls the model, when it is the model itself that is called
 */
public record ModelEvent(
    Kind kind,
    Site site,
    Optional<FunctionEntity> code,
    boolean isOnData,
    boolean mindsMode,
    Optional<String> name) {

  /** What happens. */
  public enum Kind {
    /** It is made by its constructor, and so is in training mode. */
    MADE,
    /** It is switched to training. */
    TRAIN,
    /** It is switched to evaluation. */
    EVAL,
    /**
     * Which mode it is switched to is not known, or code that is not known may have switched it.
     */
    SWITCH,
    /** It gets a state that was saved. */
    LOAD,
    /** It computes, and gradients flow back through what it gives. */
    TRAINING_FORWARD,
    /**
     * It computes, and gradients are asked for without a backward pass: those of its input for an
     * attack, say.
     */
    GRADIENT_FORWARD,
    /** It computes with a graph that no known backward pass walks back. */
    FORWARD,
    /** It computes where no graph is built. */
    FORWARD_WITHOUT_GRAPH,
    /** It generates a text or the like by a method of its library, which builds no graph. */
    GENERATION,
    /** An optimizer changes its parameters. */
    STEP,
    /** An optimizer changes the parameters of another model, as far as is known. */
    STEP_OF_OTHERS
  }

  /** Whether the model computes, and nothing learns from what it gives. */
  public boolean onlyComputes() {
    return kind == Kind.FORWARD || kind == Kind.FORWARD_WITHOUT_GRAPH;
  }
}
