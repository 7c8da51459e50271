package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What is put aside for the test has been learnt from. */
final class SplitLeakFitBeforeSplit implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("split-leak-fit-before-split");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.FITTED_BEFORE_SPLIT) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  "this learns from all of `"
                      + dataSlip.subject()
                      + "`, and a part of it is put aside for the test only then: fit on the training part alone")
              .withRelated(
                  dataSlip.other().map(place -> new Related(place, "the samples are split here"))));
    }
  }
}
