package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * Scores that a loss takes as logits are compared with one half.
 *
 * @param inFile the comparison, or the call in the file under check that leads to it
 * @param test the comparison
 * @param loss where the loss takes them
 */
public record LogitThreshold(Place inFile, Place test, Place loss) implements Fact {}
