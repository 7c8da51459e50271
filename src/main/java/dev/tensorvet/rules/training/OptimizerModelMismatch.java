package dev.tensorvet.rules.training;

import dev.tensorvet.facts.StrayBackward;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** An optimizer steps that holds no parameter of the model whose loss is computed. */
final class OptimizerModelMismatch implements Rule<StrayBackward> {

  private static final RuleId ID = new RuleId("optimizer-model-mismatch");

  @Override
  public Class<StrayBackward> subject() {
    return StrayBackward.class;
  }

  @Override
  public void check(StrayBackward stray, RuleContext context) {
    SiteFinding.at(
            ID,
            stray.file(),
            stray.backward(),
            "this fills gradients of `"
                + stray.model()
                + "`, and no optimizer holds its parameters: the model never changes",
            "it happens here")
        .map(
            finding ->
                finding.withRelated(
                    new Related(
                        stray.optimizerAt(), "the optimizer is made here, of another model")))
        .ifPresent(context::report);
  }
}
