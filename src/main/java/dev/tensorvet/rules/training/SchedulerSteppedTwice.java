package dev.tensorvet.rules.training;

import dev.tensorvet.facts.SchedulerEvent;
import dev.tensorvet.facts.SchedulerEvent.Kind;
import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A scheduler steps a second time for the same step of its optimizer. */
final class SchedulerSteppedTwice implements Rule<SchedulerTrace> {

  private static final RuleId ID = new RuleId("scheduler-stepped-twice");

  private enum Rate {
    FRESH,
    /** The optimizer has stepped since. */
    USED,
    /** The scheduler has stepped since. */
    SET,
    UNKNOWN;

    private Rate after(SchedulerEvent event) {
      return switch (event.kind()) {
        case STEP -> USED;
        case SCHEDULE, SCHEDULE_WITH_METRIC, SCHEDULE_WITH -> SET;
        case UNKNOWN -> UNKNOWN;
        case MADE, OTHER_STEP -> this;
      };
    }
  }

  @Override
  public Class<SchedulerTrace> subject() {
    return SchedulerTrace.class;
  }

  @Override
  public void check(SchedulerTrace trace, RuleContext context) {
    Typestate<Rate> rates = Typestate.solve(trace.graph(), Rate.FRESH, List.of(), Rate::after);
    for (int schedule : trace.nodes(Kind.SCHEDULE).toArray()) {
      List<Rate> before = rates.states(schedule);
      boolean isAlwaysSet =
          before.contains(Rate.SET)
              && !before.contains(Rate.USED)
              && !before.contains(Rate.UNKNOWN);
      OptionalInt first = isAlwaysSet ? before(trace, schedule) : OptionalInt.empty();
      if (first.isPresent()) {
        TraceFinding.at(
                ID,
                trace,
                schedule,
                "`" + trace.name() + "` steps a second time for one step of the optimizer",
                List.of(trace.related(first.getAsInt(), "it has stepped here already")))
            .ifPresent(context::report);
      }
    }
  }

  /** The step ahead of another one, in a loop of both in which the optimizer steps too. */
  private static OptionalInt before(SchedulerTrace trace, int schedule) {
    Optional<Loop> loop =
        trace.graph().loopsAround(schedule).stream()
            .filter(each -> trace.nodes(Kind.STEP).anyMatch(each::contains))
            .findFirst();
    return loop.isEmpty()
        ? OptionalInt.empty()
        : trace.schedules().filter(n -> n < schedule && loop.get().contains(n)).max();
  }
}
