package dev.tensorvet.facts;

/**
 * Something that happens to one scheduler or its optimizer in a training program.
 *
 * @param site where, and by which calls
 */
public record SchedulerEvent(Kind kind, Site site) {

  /** What happens. */
  public enum Kind {
    /** The scheduler is made. */
    MADE,
    /** It steps, and is given nothing. */
    SCHEDULE,
    /** It steps, and is given a value that the model computed, or that was made from one. */
    SCHEDULE_WITH_METRIC,
    /** It steps, and is given something else. */
    SCHEDULE_WITH,
    /** Its optimizer steps. */
    STEP,
    /** Another optimizer steps. */
    OTHER_STEP,
    /** Code that is not known may step the scheduler or the optimizer. */
    UNKNOWN
  }

  /** Whether the scheduler steps. */
  public boolean schedules() {
    return kind == Kind.SCHEDULE || kind == Kind.SCHEDULE_WITH_METRIC || kind == Kind.SCHEDULE_WITH;
  }
}
