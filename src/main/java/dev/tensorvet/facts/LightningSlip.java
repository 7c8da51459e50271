package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A module, a data module or a trainer of Lightning is told what Lightning refuses, passes over, or
 * does itself.
 *
 * @param subject what it is about, as the code calls it
 * @param detail a second word of the code that takes part; empty where there is none
 * @param other a second place that takes part
 */
public record LightningSlip(
    Kind kind,
    Place place,
    String subject,
    String detail,
    Optional<Place> other,
    Certainty certainty)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** A model without the method that the trainer needs. */
    STEP_MISSING,
    /** Batches to validate on for a model that does not validate. */
    VALIDATION_SKIPPED,
    /** Several optimizers, and Lightning is to step them. */
    SEVERAL_OPTIMIZERS,
    /** A step wants to be told the number of an optimizer. */
    OPTIMIZER_NUMBERED,
    /** A backward pass of a module that optimizes by hand, behind Lightning's back. */
    BACKWARD_BYPASSED,
    /** Gradients are made, used or zeroed by a step, and again by Lightning. */
    DONE_TWICE,
    /** The trainer is to clip for a module that optimizes by hand. */
    CLIPS_BY_HAND,
    /** The trainer is to gather gradients for a module that optimizes by hand. */
    GATHERS_BY_HAND,
    /** A dict of an optimizer with a key that Lightning does not read. */
    OPTIMIZER_KEY,
    /** A dict of a scheduler with a key that Lightning does not read. */
    SCHEDULER_KEY,
    /** A dict of a scheduler without the scheduler. */
    NO_SCHEDULER,
    INTERVAL,
    /** A scheduler that waits for a value, and is not told for which. */
    NO_MONITOR,
    /** A scheduler that counts steps is stepped once an epoch. */
    ONCE_AN_EPOCH,
    /** A scheduler of an optimizer that is not returned. */
    FOREIGN_SCHEDULER,
    /** A scheduler is stepped that Lightning steps as well. */
    SCHEDULER_STEPPED,
    /** A scheduler that nobody steps. */
    SCHEDULER_LEFT,
    /** An optimizer and a scheduler side by side. */
    SIDE_BY_SIDE,
    /** A scheduler is made, and not returned. */
    SCHEDULER_DROPPED,
    /** An optimizer is made, and nothing is returned. */
    OPTIMIZER_DROPPED,
    NO_LOSS,
    /** The loss is returned without what the backward pass needs. */
    LOSS_DETACHED,
    NOTHING_RETURNED,
    /** A value is logged that is no number. */
    LOGS_NO_NUMBER,
    LOGS_ELSEWHERE,
    /** A value is logged before there is a trainer. */
    LOGS_TOO_EARLY,
    LOGGED_TWICE,
    /** A value is watched that is never logged. */
    NEVER_LOGGED,
    /** A tensor or module is put on a device by hand. */
    MOVED_BY_HAND,
    /** A new tensor on the CPU is given to a module. */
    MADE_ON_CPU,
    GRADIENT_IN_EVALUATION,
    EVALUATION_SHUFFLED,
    /** A run that is cut short. */
    CUT_SHORT,
    ANOMALIES_WATCHED,
    ENDLESS,
    HALF_ON_CPU,
    NOT_DETERMINISTIC,
    NO_BEST,
    MODULE_SAVED,
    STATE_PREPARED,
    /** A hook does not take what it is told. */
    STAGE_NOT_TAKEN,
    /** Gradients are clipped by a hook, and by the trainer. */
    CLIPPED_TWICE,
    /** Data is split anew each time. */
    SPLIT_AGAIN,
    SAVED_BY_HAND
  }
}
