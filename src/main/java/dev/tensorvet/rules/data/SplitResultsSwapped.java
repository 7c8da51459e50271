package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The results of a split are taken in the wrong order. */
final class SplitResultsSwapped implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("split-results-swapped");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.SPLIT_MIXED_UP) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              "`train_test_split` gives both parts of the first array before those of the second: `"
                  + dataSlip.subject()
                  + "` gets the test samples of the first"));
    }
  }
}
