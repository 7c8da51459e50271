package dev.tensorvet.rules.training;

import dev.tensorvet.facts.SchedulerEvent.Kind;
import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.OptionalInt;

/** A loop trains with one optimizer, and steps the scheduler of another that does not train. */
final class SchedulerWithoutOptimizerStep implements Rule<SchedulerTrace> {

  private static final RuleId ID = new RuleId("scheduler-without-optimizer-step");

  @Override
  public Class<SchedulerTrace> subject() {
    return SchedulerTrace.class;
  }

  @Override
  public void check(SchedulerTrace trace, RuleContext context) {
    for (int schedule : trace.schedules().toArray()) {
      List<Loop> loops = trace.graph().loopsAround(schedule);
      boolean mayStep = trace.nodes(Kind.UNKNOWN).findAny().isPresent();
      if (loops.isEmpty() || mayStep) {
        continue;
      }
      Loop outermost = loops.getLast();
      OptionalInt other = trace.nodes(Kind.OTHER_STEP).filter(outermost::contains).findFirst();
      if (other.isPresent() && trace.nodes(Kind.STEP).noneMatch(outermost::contains)) {
        TraceFinding.at(
                ID,
                trace,
                schedule,
                "`"
                    + trace.name()
                    + "` changes the learning rate of an optimizer that does not step in this loop",
                List.of(trace.related(other.getAsInt(), "another optimizer steps here")))
            .ifPresent(context::report);
      }
    }
  }
}
