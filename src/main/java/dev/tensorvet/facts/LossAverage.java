package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * Means over batches are added up and divided by a number that they are not of.
 *
 * @param sum how the code calls what they are added to
 * @param batches what makes {@code measured} the number of batches
 * @param isWeighted whether each is multiplied by the samples of its batch before: then the sum is
 *     divided by the number of batches, and otherwise by that of samples
 * @param added where they are added
 * @param divided the division
 * @param measured what the length is of that the sum is divided by, or what counts the samples
 */
public record LossAverage(
    String sum, String batches, boolean isWeighted, Place added, Place divided, Place measured)
    implements Fact {}
