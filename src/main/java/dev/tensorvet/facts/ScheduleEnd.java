package dev.tensorvet.facts;

import java.util.Optional;

/**
 * How the length of a schedule and the number of its steps differ.
 *
 * @param parameter the parameter of the scheduler's constructor that tells the length
 * @param window how many batches the scheduler steps once for, as a message calls it, when its
 *     length counts every batch
 * @param told the number of epochs that the length is for, when a loop runs through another number
 * @param run the number of epochs of the loop
 * @param isLimit whether a step after the end raises
 */
public record ScheduleEnd(
    String parameter, Optional<String> window, int told, int run, boolean isLimit) {}
