package dev.tensorvet.rules.training;

import dev.tensorvet.facts.RemadeOptimizer;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** An optimizer is made anew for each step, and forgets what it has learnt of the gradients. */
final class OptimizerRecreatedInLoop implements Rule<RemadeOptimizer> {

  private static final RuleId ID = new RuleId("optimizer-recreated-in-loop");

  @Override
  public Class<RemadeOptimizer> subject() {
    return RemadeOptimizer.class;
  }

  @Override
  public void check(RemadeOptimizer optimizer, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                optimizer.inFile(),
                "the optimizer is made anew for each of its steps, so that it never has the averages"
                    + " of earlier gradients")
            .withCertainty(Certainty.LIKELY)
            .withRelated(
                List.of(
                    new Related(optimizer.made(), "it is made here"),
                    new Related(optimizer.step(), "it steps here"))));
  }
}
