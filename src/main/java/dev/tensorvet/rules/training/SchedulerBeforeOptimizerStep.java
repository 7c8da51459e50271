package dev.tensorvet.rules.training;

import dev.tensorvet.facts.SchedulerEvent;
import dev.tensorvet.facts.SchedulerEvent.Kind;
import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.LineMove;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** In every turn the scheduler steps ahead of its optimizer, also in the first. */
final class SchedulerBeforeOptimizerStep implements Rule<SchedulerTrace> {

  private static final RuleId ID = new RuleId("scheduler-before-optimizer-step");

  private enum Optimizer {
    /** It has not stepped yet. */
    FRESH,
    STEPPED,
    UNKNOWN;

    private Optimizer after(SchedulerEvent event) {
      return switch (event.kind()) {
        case STEP -> STEPPED;
        case UNKNOWN -> UNKNOWN;
        case MADE, SCHEDULE, SCHEDULE_WITH_METRIC, SCHEDULE_WITH, OTHER_STEP -> this;
      };
    }
  }

  @Override
  public Class<SchedulerTrace> subject() {
    return SchedulerTrace.class;
  }

  @Override
  public void check(SchedulerTrace trace, RuleContext context) {
    if (trace.takesMetric()) {
      return;
    }
    // A step that is told the epoch sets its rate, whenever it comes; under a condition that
    // changes, the first turns may be left out, and that is meant.
    for (int schedule : trace.nodes(Kind.SCHEDULE).toArray()) {
      Optional<Loop> loop = trainingLoop(trace, schedule);
      if (loop.isPresent()
          && trace.graph().isInEveryTurn(schedule, loop.get())
          && isAhead(trace, schedule, loop.get())) {
        stepAfter(trace, schedule, loop.get())
            .ifPresent(step -> report(trace, schedule, step, context));
      }
    }
  }

  /** The innermost loop that holds a step of the scheduler and one of its optimizer. */
  private static Optional<Loop> trainingLoop(SchedulerTrace trace, int schedule) {
    return trace.graph().loopsAround(schedule).stream()
        .filter(loop -> trace.nodes(Kind.STEP).anyMatch(loop::contains))
        .findFirst();
  }

  /** Ahead in each turn, and ahead of all that the optimizer does in the first. */
  private static boolean isAhead(SchedulerTrace trace, int schedule, Loop loop) {
    return Typestate.solve(trace.graph(), Optimizer.FRESH, List.of(loop), Optimizer::after)
            .only(schedule, EnumSet.of(Optimizer.FRESH))
        && Typestate.solve(trace.graph(), Optimizer.FRESH, List.of(), Optimizer::after)
            .states(schedule)
            .contains(Optimizer.FRESH);
  }

  /**
   * The step of the optimizer that follows in the same turn; none, where one excludes the other.
   */
  private static OptionalInt stepAfter(SchedulerTrace trace, int schedule, Loop loop) {
    return trace
        .nodes(Kind.STEP)
        .filter(loop::contains)
        .filter(step -> step > schedule && trace.graph().leads(schedule, step))
        .min();
  }

  private static void report(SchedulerTrace trace, int schedule, int step, RuleContext context) {
    TraceFinding.at(
            ID,
            trace,
            schedule,
            "`"
                + trace.name()
                + "` steps before `"
                + trace.optimizer()
                + "` does: the first learning rate is skipped, and each of the others comes one"
                + " step early",
            List.of(trace.related(step, "the optimizer steps here")))
        .map(
            finding ->
                finding.withFix(
                    LineMove.fix(
                        trace.file(),
                        trace.event(schedule).site(),
                        trace.event(step).site(),
                        true)))
        .ifPresent(context::report);
  }
}
