package dev.tensorvet.rules.training;

import dev.tensorvet.facts.SchedulerPace;
import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A scheduler steps for each batch, and its optimizer once for several. */
final class GradAccumSchedulerPerMicrobatch implements Rule<SchedulerTrace> {

  private static final RuleId ID = new RuleId("grad-accum-scheduler-per-microbatch");

  @Override
  public Class<SchedulerTrace> subject() {
    return SchedulerTrace.class;
  }

  @Override
  public void check(SchedulerTrace trace, RuleContext context) {
    for (SchedulerPace pace : trace.paces()) {
      pace.window()
          .flatMap(
              every ->
                  TraceFinding.at(
                      ID,
                      trace,
                      pace,
                      "`"
                          + trace.name()
                          + "` steps for each batch, but its length counts the steps of `"
                          + trace.optimizer()
                          + "`, one for "
                          + every
                          + " batches"))
          .ifPresent(context::report);
    }
  }
}
