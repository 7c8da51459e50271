package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;

/**
 * A model that nothing trains computes a part of a loss, with a graph back to its parameters.
 *
 * @param model how the code calls it
 * @param inFile the computation, or the call in the file under check that leads to it
 * @param forward the computation
 * @param certainty whether that nothing trains it is known, or only what it is called says so
 */
public record UnlearntTarget(String model, Place inFile, Place forward, Certainty certainty)
    implements Fact {}
