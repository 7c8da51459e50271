package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LoneScore;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A model with one score for yes or no is trained with the loss that takes one for each. */
final class BinaryTwoConventions implements Rule<LoneScore> {

  @Override
  public Class<LoneScore> subject() {
    return LoneScore.class;
  }

  @Override
  public void check(LoneScore score, RuleContext context) {
    SiteFinding.at(
            id(),
            score.file(),
            score.loss(),
            "a cross-entropy over one class is always 0: with one score use the binary"
                + " cross-entropy with logits, or give this two",
            "the loss is computed here")
        .map(
            finding ->
                finding.withRelated(
                    new Related(score.layer().place(), "the layer that gives one score")))
        .ifPresent(context::report);
  }
}
