package dev.tensorvet.rules.training;

import dev.tensorvet.facts.LeftoverGradient;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** What the loss of one model of two has left in the other's gradients is stepped with. */
final class StepUsesGradientsOfOtherLoss implements Rule<LeftoverGradient> {

  private static final RuleId ID = new RuleId("step-uses-gradients-of-other-loss");

  @Override
  public Class<LeftoverGradient> subject() {
    return LeftoverGradient.class;
  }

  @Override
  public void check(LeftoverGradient leftover, RuleContext context) {
    SiteFinding.at(
            ID,
            leftover.file(),
            leftover.step(),
            "`"
                + leftover.optimizer()
                + "` steps with what the loss of the other model has left in these gradients, which"
                + " pulls the other way: they are to be set to zero before the backward pass of"
                + " their own loss",
            "it steps here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(new Related(leftover.pass(), "this goes through both models"))
                    .withRelated(new Related(leftover.zero(), "this comes too early for that")))
        .ifPresent(context::report);
  }
}
