package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;

/**
 * A trainer is told something under a name that it does not have, and nearly has.
 *
 * @param place where the name stands
 * @param callee how what is called is written
 * @param name as it is written
 * @param near as it is known
 * @param certainty whether nothing else may take it
 */
public record MisspeltArgument(
    Place place, String callee, String name, String near, Certainty certainty) implements Fact {}
