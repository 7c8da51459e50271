package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Batches are shuffled, and not samples. */
final class TfDatasetShuffleAfterBatch implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("tf-dataset-shuffle-after-batch");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SHUFFLED_BATCHES) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "this shuffles whole batches, and each holds the same samples in every epoch: shuffle before `batch`")
              .withRelated(
                  slip.other().map(place -> new Related(place, "the batches are made here"))));
    }
  }
}
