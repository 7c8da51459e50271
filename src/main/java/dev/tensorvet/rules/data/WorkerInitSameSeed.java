package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** All workers get the same seed. */
final class WorkerInitSameSeed implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("worker-init-same-seed");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.WORKERS_SEEDED_ALIKE) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  "each worker starts with the same seed, in each epoch: all make the same random choices, so that augmentation repeats itself")
              .withRelated(
                  dataSlip
                      .other()
                      .map(place -> new Related(place, "the workers are started by this"))));
    }
  }
}
