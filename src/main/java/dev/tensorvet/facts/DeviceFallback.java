package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * What code uses where there is no graphics card is one.
 *
 * @param place the device
 * @param question where is asked if there is a card
 * @param isNegated whether it is asked if there is none: the two devices may have been swapped
 */
public record DeviceFallback(Place place, Place question, boolean isNegated) implements Fact {}
