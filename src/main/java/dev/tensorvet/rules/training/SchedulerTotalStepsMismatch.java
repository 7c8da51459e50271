package dev.tensorvet.rules.training;

import dev.tensorvet.facts.ScheduleEnd;
import dev.tensorvet.facts.SchedulerPace;
import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A schedule is longer or shorter than the training that steps it. */
final class SchedulerTotalStepsMismatch implements Rule<SchedulerTrace> {

  @Override
  public Class<SchedulerTrace> subject() {
    return SchedulerTrace.class;
  }

  @Override
  public void check(SchedulerTrace trace, RuleContext context) {
    for (SchedulerPace pace : trace.paces()) {
      pace.end()
          .flatMap(end -> TraceFinding.at(id(), trace, pace, message(trace, end)))
          .ifPresent(context::report);
    }
  }

  private static String message(SchedulerTrace trace, ScheduleEnd end) {
    if (end.window().isPresent()) {
      return "`%s` steps once for %s batches, but its `%s` counts every batch: training ends long before the schedule does"
          .formatted(trace.name(), end.window().get(), end.parameter());
    }
    String lengths =
        "the `%s` of `%s` is for %d epochs, and %d are run: "
            .formatted(end.parameter(), trace.name(), end.told(), end.run());
    if (end.told() > end.run()) {
      return lengths + "training ends before the schedule does";
    }
    return lengths
        + (end.isLimit()
            ? "the first step after its end raises"
            : "the rate stays at its last value, zero for most");
  }
}
