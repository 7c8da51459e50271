package dev.tensorvet.rules.training;

import dev.tensorvet.facts.BackwardPass;
import dev.tensorvet.facts.BackwardPass.Origin;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A loss is made the beginning of a graph of its own, and its backward pass ends there. */
final class LossTensorRewrapped implements Rule<BackwardPass> {

  private static final RuleId ID = new RuleId("loss-tensor-rewrapped");

  @Override
  public Class<BackwardPass> subject() {
    return BackwardPass.class;
  }

  @Override
  public void check(BackwardPass pass, RuleContext context) {
    if (pass.origin() != Origin.REWRAPPED || !pass.isInFile()) {
      return;
    }
    pass.originAt()
        .flatMap(site -> site.in(pass.file()))
        .ifPresent(
            place ->
                context.report(
                    Finding.of(
                            ID,
                            place,
                            "a new graph begins with this tensor: the backward pass ends here, and"
                                + " no parameter gets a gradient")
                        .withCertainty(pass.certainty())
                        .withRelated(
                            List.of(new Related(pass.site().place(), "the backward pass")))));
  }
}
