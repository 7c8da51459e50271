package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;

/**
 * A subclass of the trainer of Hugging Face computes the loss by itself, and not as the trainer
 * asks for it.
 *
 * @param method as {@code Own.compute_loss}
 * @param argument what the trainer gives it
 */
public record CustomLoss(
    Kind kind, Place place, String method, String argument, Certainty certainty) implements Fact {

  /** What it does with what it is given. */
  public enum Kind {
    /** It does not take the number of items of the batch. */
    ITEMS_NOT_TAKEN,
    /** It does not look whether the outputs are to be returned. */
    OUTPUTS_NOT_RETURNED
  }
}
