package dev.tensorvet.rules.training;

import dev.tensorvet.facts.SchedulerPace;
import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A scheduler whose length counts epochs steps for each batch, or the other way round. */
final class SchedulerStepGranularity implements Rule<SchedulerTrace> {

  private static final RuleId ID = new RuleId("scheduler-step-granularity");

  @Override
  public Class<SchedulerTrace> subject() {
    return SchedulerTrace.class;
  }

  @Override
  public void check(SchedulerTrace trace, RuleContext context) {
    for (SchedulerPace pace : trace.paces()) {
      message(trace, pace)
          .flatMap(message -> TraceFinding.at(ID, trace, pace, message))
          .ifPresent(context::report);
    }
  }

  private static Optional<String> message(SchedulerTrace trace, SchedulerPace pace) {
    String steps = "`" + trace.name() + "` steps after each ";
    // What counts both, epochs times batches, counts batches.
    return pace.isForEachBatch()
        ? pace.epochs()
            .filter(p -> pace.batches().isEmpty())
            .map(p -> steps + "batch, but its `" + p + "` counts epochs")
        : pace.batches().map(p -> steps + "epoch, but its `" + p + "` counts batches");
  }
}
