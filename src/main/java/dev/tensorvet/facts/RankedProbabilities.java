package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * Probabilities of which only the order is asked.
 *
 * @param probabilities the call that makes them from scores
 * @param scores what it makes them from
 * @param ranking the call that asks for the highest
 * @param isOnSpot whether the one call stands in the other
 */
public record RankedProbabilities(
    Place probabilities, Place scores, Place ranking, boolean isOnSpot) implements Fact {}
