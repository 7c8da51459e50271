package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What is changed at random is kept as it was the first time. */
final class TfDatasetCacheAfterAugment implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("tf-dataset-cache-after-augment");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.KEPT_AUGMENTED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "this keeps each sample as it was changed at random the first time: cache before that")
              .withRelated(
                  slip.other()
                      .map(place -> new Related(place, "the samples are changed at random here"))));
    }
  }
}
