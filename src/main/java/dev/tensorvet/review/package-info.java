/**
 * The map of a repository for a person who has never seen it: what each file is, where programs
 * begin and what they do in which order, where their settings come from, what they write down, and
 * how each item of the review's checklist came out. It reads facts, judges nothing that a rule
 * judges, and knows nothing of how it is shown.
 *
 * <p>What programs do it takes from their runs, which are facts. Where no run comes through to a
 * step, as with JAX, whose gradients are functions of functions, or with models that a name picks,
 * the text alone is read ({@code NamedCourses}): that is no fact, no rule sees it, and the reader
 * is told that it rests on names. Between the two stand what a run tells of a function and what the
 * text tells of its calls: a training of one of several agents is put in place of the call that
 * runs it ({@code JoinedCourses}), with the model that the caller hands over ({@code ModelCalls}),
 * what its passes walk back ({@code LossesByHand}) and the weights that follow others ({@code
 * WeightBlends}). All that only adds to what a reader is shown, and no rule sees it.
 *
 * <p>It lies below {@code report}, which writes it, and so sees none of the formats.
 */
@NullMarked
package dev.tensorvet.review;

import org.jspecify.annotations.NullMarked;
