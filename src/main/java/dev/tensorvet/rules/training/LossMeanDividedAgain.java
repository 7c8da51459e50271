package dev.tensorvet.rules.training;

import dev.tensorvet.facts.RepeatedMean;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A mean over the samples of a batch is divided by their number. */
final class LossMeanDividedAgain implements Rule<RepeatedMean> {

  @Override
  public Class<RepeatedMean> subject() {
    return RepeatedMean.class;
  }

  @Override
  public void check(RepeatedMean mean, RuleContext context) {
    SiteFinding.at(
            id(),
            mean.file(),
            mean.loss(),
            "this loss is a mean over the batch already: divided by its size again, the gradients"
                + " are as many times too small",
            "the mean is taken here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(new Related(mean.backward().place(), "it is learnt from here")))
        .ifPresent(context::report);
  }
}
