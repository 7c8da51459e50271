package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.TextEdit;
import java.util.Optional;

/**
 * Code for Keras or TensorFlow that does not do what it looks like.
 *
 * @param place the call, argument or statement
 * @param subject what it is about, as the code calls it
 * @param other a second place that takes part
 * @param edit what would put it right
 */
public record KerasSlip(
    Kind kind, Place place, String subject, Optional<Place> other, Optional<TextEdit> edit)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** A loss that takes scores is given probabilities. */
    PROBABILITIES_AS_SCORES,
    /** A loss that takes probabilities is given scores. */
    SCORES_AS_PROBABILITIES,
    /** A softmax of one value, which is always one. */
    ONE_CLASS,
    /** One value, and a loss over several classes. */
    ONE_VALUE_FOR_CLASSES,
    /** Probabilities that exclude each other, and a loss of independent ones. */
    CLASSES_APART,
    /** Vectors as labels, and a loss that takes numbers. */
    VECTORS_AS_LABELS,
    /** A layer that is not the last one ends in a softmax. */
    HIDDEN_SOFTMAX,
    /** Two linear layers, one after the other. */
    LINEAR_TWICE,
    /** A layer over features is given images that are still laid out in rows and columns. */
    NOT_FLATTENED,
    /** A class of a layer or model does not run what makes it one. */
    NOT_INITIALISED,
    /** Weights are frozen or freed after the model was compiled. */
    FROZEN_LATE,
    /** Images are trained on as they come. */
    NOT_SCALED,
    /** A callback watches what nobody measures. */
    UNMEASURED,
    /** An epoch of a stream without end. */
    ENDLESS_EPOCH,
    /** A model is trained in the mode of evaluation. */
    NOT_IN_TRAINING,
    /**
     * The last samples are kept for validation, and the samples are in the order of their classes.
     */
    ORDERED_SPLIT,
    /** A measure goes on over all epochs that is told for each. */
    NEVER_RESET,
    /** A model is made in each turn, and those before it are kept. */
    MODEL_EACH_TURN,
    /** A tape is used again that is gone after its first use. */
    TAPE_USED_TWICE,
    /** Nothing of what the gradient is asked of was computed under the tape. */
    COMPUTED_BEFORE_TAPE,
    /** Between a result and all that it comes from, NumPy computes. */
    CUT_BY_NUMPY,
    /** A tape does not watch what the gradient is asked of. */
    NOT_WATCHED,
    /** Batches are shuffled, and not samples. */
    SHUFFLED_BATCHES,
    /** What is changed at random is kept as it was the first time. */
    KEPT_AUGMENTED,
    /** A shuffle that mixes next to nothing. */
    SMALL_SHUFFLE,
    /** A compiled function prints what it does not know yet. */
    PRINTS_TENSOR,
    /** A compiled function changes a variable around it. */
    CHANGES_OUTSIDE,
    /** A compiled function asks for what is other each time. */
    READS_ONCE,
    /** A compiled function makes a variable in each run. */
    MAKES_VARIABLE,
    /** A compiled function is given another number of Python in each turn. */
    RETRACED
  }
}
