package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A parameter of a library is given a value that it does not take and that a configuration holds,
 * where {@link ConfigRefusal} tells it.
 *
 * @param read where the value comes to the parameter
 */
public record RefusedSetting(Place read) implements Fact {}
