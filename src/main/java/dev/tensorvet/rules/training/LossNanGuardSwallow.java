package dev.tensorvet.rules.training;

import dev.tensorvet.facts.LoopSlip;
import dev.tensorvet.facts.LoopSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Turns whose loss is no number are left out, and nobody is told. */
final class LossNanGuardSwallow implements Rule<LoopSlip> {

  private static final RuleId ID = new RuleId("loss-nan-guard-swallow");

  @Override
  public Class<LoopSlip> subject() {
    return LoopSlip.class;
  }

  @Override
  public void check(LoopSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NO_NUMBER_SKIPPED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "batches whose `"
                      + slip.subject()
                      + "` is no number are left out without a word: a run that"
                      + " has diverged goes on and learns nothing")
              .withCertainty(Certainty.LIKELY));
    }
  }
}
