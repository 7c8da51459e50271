package dev.tensorvet.rules.training;

import dev.tensorvet.facts.LoopSlip;
import dev.tensorvet.facts.LoopSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss is computed in a loop that learns, and never read. */
final class TrainingLoopDeadLoss implements Rule<LoopSlip> {

  private static final RuleId ID = new RuleId("training-loop-dead-loss");

  @Override
  public Class<LoopSlip> subject() {
    return LoopSlip.class;
  }

  @Override
  public void check(LoopSlip slip, RuleContext context) {
    if (slip.kind() == Kind.LOSS_NOT_READ) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` is computed in every turn and never read: nothing learns from it")
              .withCertainty(Certainty.LIKELY));
    }
  }
}
