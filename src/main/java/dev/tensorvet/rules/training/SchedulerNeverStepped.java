package dev.tensorvet.rules.training;

import dev.tensorvet.facts.SchedulerEvent.Kind;
import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A scheduler is made for an optimizer that trains, and never steps. */
final class SchedulerNeverStepped implements Rule<SchedulerTrace> {

  private static final RuleId ID = new RuleId("scheduler-never-stepped");

  @Override
  public Class<SchedulerTrace> subject() {
    return SchedulerTrace.class;
  }

  @Override
  public void check(SchedulerTrace trace, RuleContext context) {
    boolean canStep =
        trace.schedules().findAny().isPresent() || trace.nodes(Kind.UNKNOWN).findAny().isPresent();
    boolean trains =
        trace.nodes(Kind.STEP).anyMatch(step -> !trace.graph().loopsAround(step).isEmpty());
    if (!canStep && trains && trace.isSeenWhole() && trace.madeAt().file() == trace.file()) {
      context.report(
          Finding.of(
                  ID,
                  trace.madeAt(),
                  "the scheduler made here never steps: the learning rate of `"
                      + trace.optimizer()
                      + "` stays as it is")
              .withCertainty(trace.certainty()));
    }
  }
}
