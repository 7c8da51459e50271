package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A sum over samples that is divided by the number of batches.
 *
 * @param sum how the code calls it
 * @param loader how the code calls what gives the batches
 * @param added where the samples of a batch are added
 * @param divided the division
 * @param length the number of batches in it
 */
public record BatchCount(String sum, String loader, Place added, Place divided, Place length)
    implements Fact {}
