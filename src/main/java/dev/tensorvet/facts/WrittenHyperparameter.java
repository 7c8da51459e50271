package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A value that steers training is written in the code of a function, in a program that takes such
 * values from its configuration.
 *
 * @param place the value in the text
 * @param name what it is for
 * @param neighbour another value, as the code takes it from the configuration
 * @param configured where that stands
 */
public record WrittenHyperparameter(Place place, String name, String neighbour, Place configured)
    implements Fact {}
