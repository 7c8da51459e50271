package dev.tensorvet.verify;

import dev.tensorvet.finding.Place;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.interp.Lesson;

/**
 * A model to be verified.
 *
 * @param name as it is made: {@code Net(3, dim=dim)}
 * @param place its class
 * @param training what it computes while it is trained
 * @param evaluation what it computes else
 * @param lesson how the project trains it
 * @param isGivenAny whether an input has a shape that was chosen among others, so that another may
 *     be meant where this one does not fit
 */
public record Subject(
    String name,
    Place place,
    Graph training,
    Graph evaluation,
    Lesson lesson,
    boolean isGivenAny) {}
