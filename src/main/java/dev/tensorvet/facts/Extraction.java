package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A call that writes all members of an archive, to wherever they say.
 *
 * @param function how the code calls it
 * @param place the call
 */
public record Extraction(String function, Place place) implements Fact {}
