package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Samples to evaluate on are among those to train on. */
final class SplitOverlap implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("split-overlap");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip slip, RuleContext context) {
    if (slip.kind() == Kind.PARTS_OVERLAP) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "some of these samples are in `"
                      + slip.subject()
                      + "` too, which is trained on: what is measured on them says too much")
              .withRelated(
                  slip.other().map(place -> new Related(place, "the samples to train on"))));
    }
  }
}
