package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * What a layer is told, or a model does with what layers give, that cannot be meant.
 *
 * @param place where it is told or done
 * @param code what is written there, or the member that is meant
 * @param other what it goes against
 */
public record LayerSlip(Kind kind, Place place, String code, Optional<Place> other)
    implements Fact {

  /** What is told or done. */
  public enum Kind {
    /** Dropout between the layers of a recurrent network that has one. */
    DROPOUT_IDLE,
    /** An index for padding that the table does not have. */
    PADDING_OUTSIDE,
    /** A mask that keeps what it is to leave out. */
    MASK_INVERTED,
    /** Inputs are taken to come in batches of one size. */
    BATCH_FIXED,
    /** What a call gives is kept for the next call, with all that it was computed from. */
    STATE_CARRIED
  }
}
