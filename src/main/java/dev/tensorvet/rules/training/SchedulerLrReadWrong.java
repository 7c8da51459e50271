package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** The learning rate is asked of what only a step may ask. */
final class SchedulerLrReadWrong implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("scheduler-lr-read-wrong");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.RATE_ASKED_WRONGLY) {
      context.report(
          Finding.of(
                  ID,
                  optimizerSlip.place(),
                  "`get_lr` computes the rate of the next step from the present one, and outside of a step gives a wrong number: `get_last_lr` tells the present one")
              .withFix(
                  optimizerSlip
                      .rewrite()
                      .map(
                          text ->
                              new Fix(
                                  "write `" + text + "`",
                                  Fix.Safety.SAFE,
                                  List.of(new TextEdit(optimizerSlip.place().span(), text))))));
    }
  }
}
