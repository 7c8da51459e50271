package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * Parameters of a model are chosen by a part of their name that none of them has.
 *
 * @param text the part
 * @param place the question whether a name has it
 * @param model the class of the model
 */
public record NameFilter(String text, Place place, String model) implements Fact {}
