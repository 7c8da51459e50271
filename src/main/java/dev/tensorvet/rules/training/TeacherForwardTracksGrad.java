package dev.tensorvet.rules.training;

import dev.tensorvet.facts.UnlearntTarget;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A model that nothing trains computes a target, and a graph with it. */
final class TeacherForwardTracksGrad implements Rule<UnlearntTarget> {

  private static final RuleId ID = new RuleId("teacher-forward-tracks-grad");

  @Override
  public Class<UnlearntTarget> subject() {
    return UnlearntTarget.class;
  }

  @Override
  public void check(UnlearntTarget target, RuleContext context) {
    SiteFinding.at(
            ID,
            target.file(),
            target.forward(),
            "`"
                + target.model()
                + "` is not trained, and computes a graph that the backward pass walks through:"
                + " without `torch.no_grad()` it costs memory and time",
            "it computes here")
        .map(finding -> finding.withCertainty(target.certainty()))
        .ifPresent(context::report);
  }
}
