package dev.tensorvet.rules.training;

import dev.tensorvet.facts.SchedulerEvent.Kind;
import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A scheduler that watches a metric is given none, or one that counts steps is given a metric. */
final class PlateauStepWithoutMetric implements Rule<SchedulerTrace> {

  private static final RuleId ID = new RuleId("plateau-step-without-metric");

  @Override
  public Class<SchedulerTrace> subject() {
    return SchedulerTrace.class;
  }

  @Override
  public void check(SchedulerTrace trace, RuleContext context) {
    Kind wrong = trace.takesMetric() ? Kind.SCHEDULE : Kind.SCHEDULE_WITH_METRIC;
    String message =
        trace.takesMetric()
            ? "`" + trace.name() + "` must be given the metric that it watches: this call fails"
            : "`"
                + trace.name()
                + "` counts steps and takes this metric for the number of an epoch";
    trace
        .nodes(wrong)
        .forEach(
            node ->
                TraceFinding.at(ID, trace, node, message, List.of()).ifPresent(context::report));
  }
}
