package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;

/**
 * A change in place of a tensor that gradients are computed for, where a graph is built.
 *
 * @param place the statement
 * @param tensor the changed tensor, in the text
 * @param made what makes it one that gradients are computed for
 * @param isView whether the change is of a view of it, or of some of its elements
 */
public record LeafWrite(Place place, String tensor, Place made, boolean isView, Certainty certainty)
    implements Fact {}
