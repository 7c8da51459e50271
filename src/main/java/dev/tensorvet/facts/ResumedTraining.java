package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A training that goes on at the epoch of a checkpoint, with its model's state and without its
 * optimizer's.
 *
 * @param place where the model gets its state
 * @param epoch where the epoch is read
 * @param optimizer where the optimizer is made
 * @param savedAt where the same file writes the optimizer's state to a checkpoint
 */
public record ResumedTraining(Place place, Place epoch, Place optimizer, Optional<Place> savedAt)
    implements Fact {}
