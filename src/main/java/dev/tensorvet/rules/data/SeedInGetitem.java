package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Each element is drawn with the same seed. */
final class SeedInGetitem implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("seed-in-getitem");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.SEEDED_FOR_EACH_ELEMENT) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              "this seeds the generator of the whole process anew for each sample: every sample gets the same random choices, and so does all that follows"));
    }
  }
}
