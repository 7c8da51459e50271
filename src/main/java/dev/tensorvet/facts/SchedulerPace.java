package dev.tensorvet.facts;

import java.util.Optional;

/**
 * How often a scheduler steps, and what its length counts.
 *
 * @param site where it steps
 * @param isForEachBatch whether it steps in the loop over batches; otherwise, in the loop over
 *     epochs around it
 * @param epochs the parameter of its constructor that counts epochs, if one is known to
 * @param batches the parameter of its constructor that counts batches, if one is known to
 * @param window how many batches the optimizer steps once for, as a message calls it, when the
 *     scheduler steps for each of them and its length counts steps of the optimizer
 * @param end how its length and the number of its steps differ, if they surely do
 */
public record SchedulerPace(
    Site site,
    boolean isForEachBatch,
    Optional<String> epochs,
    Optional<String> batches,
    Optional<String> window,
    Optional<ScheduleEnd> end) {}
