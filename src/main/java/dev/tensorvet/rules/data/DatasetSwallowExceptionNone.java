package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An element of a dataset is nothing where it cannot be read. */
final class DatasetSwallowExceptionNone implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("dataset-swallow-exception-none");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip slip, RuleContext context) {
    if (slip.kind() == Kind.GIVES_NOTHING) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "where this element cannot be read, the dataset gives `None`, of which no batch can be made"));
    }
  }
}
