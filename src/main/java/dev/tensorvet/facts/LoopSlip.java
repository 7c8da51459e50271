package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A training loop that loses something without a word: a batch, a loss, or what an exception left.
 *
 * @param subject what it is about, as the code writes it
 * @param other what takes part
 */
public record LoopSlip(Kind kind, Place place, String subject, Optional<Place> other)
    implements Fact {

  /** What is lost. */
  public enum Kind {
    /** Turns whose loss is no number are left out, and nobody is told. */
    NO_NUMBER_SKIPPED,
    /** After an exception the next step uses gradients of the turn that was given up. */
    GRADIENTS_LEFT_BEHIND,
    /** A loss is computed and never read. */
    LOSS_NOT_READ,
    /** Of two loaders the longer one is not run to its end. */
    LOADERS_CUT
  }
}
