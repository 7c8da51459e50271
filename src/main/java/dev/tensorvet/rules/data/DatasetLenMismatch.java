package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A dataset says that it has more elements than it can give. */
final class DatasetLenMismatch implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("dataset-len-mismatch");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip slip, RuleContext context) {
    if (slip.kind() == Kind.PROMISES_TOO_MANY) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "the dataset says that it has more elements than there are, and `"
                      + slip.subject()
                      + "` fails for the others")
              .withRelated(
                  slip.other().map(place -> new Related(place, "each element is taken here"))));
    }
  }
}
