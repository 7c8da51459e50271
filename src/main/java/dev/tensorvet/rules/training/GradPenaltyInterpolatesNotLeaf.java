package dev.tensorvet.rules.training;

import dev.tensorvet.facts.RefusedGradient;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** Gradients are asked for a tensor that hangs on nothing that has any. */
final class GradPenaltyInterpolatesNotLeaf implements Rule<RefusedGradient> {

  private static final RuleId ID = new RuleId("grad-penalty-interpolates-not-leaf");

  @Override
  public Class<RefusedGradient> subject() {
    return RefusedGradient.class;
  }

  @Override
  public void check(RefusedGradient refused, RuleContext context) {
    SiteFinding.at(
            ID,
            refused.file(),
            refused.gradients(),
            "this fails: the tensor that gradients are asked for is computed from data alone, and"
                + " has to be told `requires_grad_()` before the model is given it",
            "they are asked for here")
        .map(
            finding ->
                finding
                    .withCertainty(refused.certainty())
                    .withRelated(refused.made().map(at -> new Related(at, "it is computed here"))))
        .ifPresent(context::report);
  }
}
