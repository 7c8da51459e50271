package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A target network that is made like the network that learns, and stays as it was.
 *
 * @param name how the code calls it
 * @param online how the code calls the network that learns
 * @param made where it is made like that
 * @param used where it computes
 */
public record StaleTarget(String name, String online, Place made, Place used) implements Fact {}
