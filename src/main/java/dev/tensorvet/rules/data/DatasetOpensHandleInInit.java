package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** All workers read from one open file. */
final class DatasetOpensHandleInInit implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("dataset-opens-handle-in-init");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.HANDLE_SHARED) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              "`self."
                  + dataSlip.subject()
                  + "` is opened before workers are started, and all of them read by this one handle: what they read gets mixed up; open it in the first `__getitem__`"));
    }
  }
}
