package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loader is given a dataset that has no length, or no elements. */
final class DatasetMissingLenOrGetitem implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("dataset-missing-len-or-getitem");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.NO_LENGTH || dataSlip.kind() == Kind.NO_ELEMENTS) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  dataSlip.kind() == Kind.NO_LENGTH
                      ? "this dataset has no `__len__`, which a loader asks to know how many samples there are"
                      : "this dataset has no `__getitem__`, by which a loader asks for each sample")
              .withRelated(
                  dataSlip
                      .other()
                      .map(place -> new Related(place, "the dataset is defined here"))));
    }
  }
}
