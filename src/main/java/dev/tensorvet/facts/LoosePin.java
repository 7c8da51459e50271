package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A file asks for the library that models are made with in any version, and for others in one.
 *
 * @param pinned how many others
 */
public record LoosePin(Place place, String library, int pinned) implements ConfigFact {}
