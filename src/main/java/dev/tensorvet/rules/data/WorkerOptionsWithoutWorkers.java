package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loader without workers is told what its workers shall do. */
final class WorkerOptionsWithoutWorkers implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("worker-options-without-workers");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.NO_WORKERS) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              "this is for workers, and this loader has none: it raises a `ValueError` unless `num_workers` is above 0"));
    }
  }
}
