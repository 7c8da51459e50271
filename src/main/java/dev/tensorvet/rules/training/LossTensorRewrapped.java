package dev.tensorvet.rules.training;

import dev.tensorvet.facts.BackwardPass;
import dev.tensorvet.facts.BackwardPass.Origin;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A loss is made the beginning of a graph of its own, and its backward pass ends there. */
final class LossTensorRewrapped implements Rule<BackwardPass> {

  private static final RuleId ID = new RuleId("loss-tensor-rewrapped");

  @Override
  public Class<BackwardPass> subject() {
    return BackwardPass.class;
  }

  @Override
  public void check(BackwardPass pass, RuleContext context) {
    if (pass.origin() != Origin.REWRAPPED) {
      return;
    }
    pass.originAt()
        .flatMap(
            site ->
                SiteFinding.at(
                    ID,
                    pass.file(),
                    site,
                    "a new graph begins with this tensor: the backward pass ends here, and no"
                        + " parameter gets a gradient",
                    "it begins here"))
        .map(
            finding ->
                finding
                    .withCertainty(pass.certainty())
                    .withRelated(new Related(pass.site().place(), "the backward pass")))
        .ifPresent(context::report);
  }
}
