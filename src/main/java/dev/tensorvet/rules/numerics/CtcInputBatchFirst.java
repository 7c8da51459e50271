package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LossSlip;
import dev.tensorvet.facts.LossSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The lengths of sequences are read off another dimension than the loss takes for time. */
final class CtcInputBatchFirst implements Rule<LossSlip> {

  private static final RuleId ID = new RuleId("ctc-input-batch-first");

  @Override
  public Class<LossSlip> subject() {
    return LossSlip.class;
  }

  @Override
  public void check(LossSlip slip, RuleContext context) {
    if (slip.kind() == Kind.BATCH_BEFORE_TIME) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "the first dimension of `"
                      + slip.subject()
                      + "` is taken for time, and the lengths are those of its second")
              .withRelated(
                  slip.other().map(place -> new Related(place, "the lengths are read off here"))));
    }
  }
}
