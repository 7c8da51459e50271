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

/** A learning rate is set that nobody reads. */
final class ManualLrNotApplied implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("manual-lr-not-applied");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.RATE_UNREAD) {
      context.report(
          Finding.of(
                  ID,
                  optimizerSlip.place(),
                  "an optimizer reads the learning rate from its `param_groups`: `"
                      + optimizerSlip.subject()
                      + "` is a new member that nobody reads")
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
