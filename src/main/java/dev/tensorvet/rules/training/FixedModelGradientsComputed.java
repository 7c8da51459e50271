package dev.tensorvet.rules.training;

import dev.tensorvet.facts.UnlearntTarget;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A model that only judges what another computes gets gradients that nobody uses. */
final class FixedModelGradientsComputed implements Rule<UnlearntTarget> {

  private static final RuleId ID = new RuleId("fixed-model-gradients-computed");

  @Override
  public Class<UnlearntTarget> subject() {
    return UnlearntTarget.class;
  }

  @Override
  public void check(UnlearntTarget target, RuleContext context) {
    if (target.graph() == UnlearntTarget.Graph.WALKED_THROUGH) {
      SiteFinding.at(
              ID,
              target.file(),
              target.forward(),
              "no optimizer trains `"
                  + target.model()
                  + "`, and the backward pass computes and keeps gradients of all its parameters:"
                  + " with `requires_grad_(False)` it computes those of its input alone",
              "it computes here")
          .map(finding -> finding.withCertainty(target.certainty()))
          .ifPresent(context::report);
    }
  }
}
