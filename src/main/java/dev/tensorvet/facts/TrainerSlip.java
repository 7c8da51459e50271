package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * The trainer of Hugging Face, or what it trains, is told what it refuses or takes otherwise.
 *
 * @param subject what it is about, as the code calls it
 * @param detail a second word of the code that takes part; empty where there is none
 * @param other a second place that takes part
 */
public record TrainerSlip(
    Kind kind,
    Place place,
    String subject,
    String detail,
    Optional<Place> other,
    Certainty certainty)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** Saved and evaluated at other times, and the best is to be loaded. */
    STRATEGIES_DIFFER,
    STEPS_DIFFER,
    /** The best is told by a metric that nothing computes. */
    METRIC_NOT_COMPUTED,
    /** The best is taken for the worst. */
    DIRECTION_WRONG,
    NO_EVALUATION_DATA,
    TWO_PRECISIONS,
    HALF_ON_CPU,
    CACHE_AND_CHECKPOINTING,
    /** Labels are decoded with the number that stands for none. */
    LABELS_DECODED,
    /** The end of a text is taken for padding. */
    END_MASKED,
    PADDING_LEARNT,
    /** A model writes on behind what fills a text up. */
    GENERATES_BEHIND_PADDING,
    NO_COLLATOR,
    LABELS_NOT_PADDED,
    COLUMN_REMOVED,
    TOKENS_WITHOUT_ROWS,
    OTHER_TOKENIZER,
    LABELS_MISCOUNTED,
    OPTIMIZER_BEFORE_ADAPTER,
    NOT_PREPARED,
    /** A model is saved that an adapter was put on, and not the adapter. */
    BASE_SAVED,
    INPUTS_WITHOUT_GRADIENTS,
    WEIGHTS_NOT_INITIALISED,
    LAYER_AFTER_INIT
  }
}
