package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A key of a configuration that no code reads, where all code is known that can.
 *
 * @param place the key
 * @param reader where the configuration is read
 */
public record ConfigLeftover(Place place, String key, Place reader) implements ConfigFact {}
