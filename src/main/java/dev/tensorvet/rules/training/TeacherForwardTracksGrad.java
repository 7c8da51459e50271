package dev.tensorvet.rules.training;

import dev.tensorvet.facts.UnlearntTarget;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.Optional;

/** A model that nothing trains computes a target, and a graph with it. */
final class TeacherForwardTracksGrad implements Rule<UnlearntTarget> {

  private static final RuleId ID = new RuleId("teacher-forward-tracks-grad");

  @Override
  public Class<UnlearntTarget> subject() {
    return UnlearntTarget.class;
  }

  @Override
  public void check(UnlearntTarget target, RuleContext context) {
    fate(target.graph()).ifPresent(fate -> report(target, fate, context));
  }

  private static void report(UnlearntTarget target, String fate, RuleContext context) {
    SiteFinding.at(
            ID,
            target.file(),
            target.forward(),
            "`" + target.model() + "` is not trained, and computes a graph that " + fate,
            "it computes here")
        .map(finding -> finding.withCertainty(target.certainty()))
        .ifPresent(context::report);
  }

  /** What becomes of a graph, if none is needed. */
  private static Optional<String> fate(UnlearntTarget.Graph graph) {
    return switch (graph) {
      case WALKED_BACK ->
          Optional.of(
              "the backward pass walks through: without `torch.no_grad()` it costs memory and"
                  + " time");
      case WALKED_THROUGH -> Optional.empty();
      case KEPT ->
          Optional.of(
              "is kept and never used: under `torch.no_grad()` it would not cost its memory");
    };
  }
}
