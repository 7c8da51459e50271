package dev.tensorvet.rules.training;

import dev.tensorvet.facts.RemadeOptimizer;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** An optimizer is made anew for each step, and forgets what it has learnt of the gradients. */
final class OptimizerRecreatedInLoop implements Rule<RemadeOptimizer> {

  private static final RuleId ID = new RuleId("optimizer-recreated-in-loop");

  @Override
  public Class<RemadeOptimizer> subject() {
    return RemadeOptimizer.class;
  }

  @Override
  public void check(RemadeOptimizer optimizer, RuleContext context) {
    SiteFinding.at(
            ID,
            optimizer.file(),
            optimizer.made(),
            "the optimizer is made anew for each of its steps, so that it never has the averages"
                + " of earlier gradients",
            "it is made here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(new Related(optimizer.step(), "it steps here")))
        .ifPresent(context::report);
  }
}
