package dev.tensorvet.rules.training;

import dev.tensorvet.facts.UnlearntTarget;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A model that nothing trains computes a target, and a graph with it. */
final class TeacherForwardTracksGrad implements Rule<UnlearntTarget> {

  private static final RuleId ID = new RuleId("teacher-forward-tracks-grad");

  @Override
  public Class<UnlearntTarget> subject() {
    return UnlearntTarget.class;
  }

  @Override
  public void check(UnlearntTarget target, RuleContext context) {
    List<Related> related =
        target.inFile().equals(target.forward())
            ? List.of()
            : List.of(new Related(target.forward(), "it computes here"));
    context.report(
        Finding.of(
                ID,
                target.inFile(),
                "`"
                    + target.model()
                    + "` is not trained, and computes a graph that the backward pass walks through:"
                    + " without `torch.no_grad()` it costs memory and time")
            .withCertainty(target.certainty())
            .withRelated(related));
  }
}
