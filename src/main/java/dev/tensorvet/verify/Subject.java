package dev.tensorvet.verify;

import dev.tensorvet.finding.Place;
import dev.tensorvet.graph.Graph;

/**
 * A model to be verified.
 *
 * @param name as it is made: {@code Net(3, dim=dim)}
 * @param place its class
 * @param training what it computes while it is trained
 * @param evaluation what it computes else
 */
public record Subject(String name, Place place, Graph training, Graph evaluation) {}
