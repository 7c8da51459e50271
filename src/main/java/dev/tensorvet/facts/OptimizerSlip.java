package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * An optimizer or a scheduler is told what it cannot use.
 *
 * @param place the argument, call or statement
 * @param subject what it is about, as the code calls it
 * @param rewrite what to write in its place
 * @param other a second place that takes part
 */
public record OptimizerSlip(
    Kind kind, Place place, String subject, Optional<String> rewrite, Optional<Place> other)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** A method that gives parameters is given, and not called. */
    METHOD_GIVEN,
    /** A module is given, and not its parameters. */
    MODULE_GIVEN,
    /** Names and tensors are given, and no parameters. */
    STATE_GIVEN,
    /** A list of several modules' parameters, each list by itself. */
    LISTS_GIVEN,
    /** Options that exclude each other. */
    OPTIONS_CONFLICT,
    /** The code says that it is fused, and nothing makes it so. */
    FUSION_CLAIMED,
    /** A learning rate that is far too high. */
    RATE_TOO_HIGH,
    /** A learning rate below zero. */
    RATE_NEGATIVE,
    /** A learning rate is set that nobody reads. */
    RATE_UNREAD,
    /** The learning rate is asked of what only a step may ask. */
    RATE_ASKED_WRONGLY,
    /** A step that computes the loss itself is given nothing to compute it by. */
    NO_CLOSURE,
    /** What computes the loss for a step does not give it back. */
    CLOSURE_WITHOUT_LOSS,
    /** What computes the loss for a step adds its gradients to those of the point before. */
    CLOSURE_WITHOUT_ZERO,
    /** Two groups of one optimizer hold the same parameters. */
    GROUPS_OVERLAP,
    /** Two optimizers step the same parameters by the same gradients. */
    STEPPED_BY_TWO,
    /** Parameters that are to learn from now on are in no group. */
    FREED_TOO_LATE,
    /** Gradients are cut to nothing. */
    CLIPS_TO_ZERO,
    /** Functions that all read the last value of one variable. */
    BOUND_LATE,
    /** Sparse gradients for an optimizer that takes none. */
    SPARSE_GRADIENTS,
    /** A group of parameters is filled and given to nobody. */
    GROUP_UNUSED,
    /** A scheduler that counts its steps is given a number of its own. */
    EPOCH_GIVEN
  }
}
