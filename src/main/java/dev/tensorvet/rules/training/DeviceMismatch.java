package dev.tensorvet.rules.training;

import dev.tensorvet.facts.StrayTensor;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A tensor on the CPU meets what is on a graphics processor. */
final class DeviceMismatch implements Rule<StrayTensor> {

  @Override
  public Class<StrayTensor> subject() {
    return StrayTensor.class;
  }

  @Override
  public void check(StrayTensor stray, RuleContext context) {
    SiteFinding.at(
            id(),
            stray.file(),
            stray.meeting(),
            "`%s` is moved to another device, and a tensor that is made on the CPU meets it here"
                .formatted(stray.model()),
            "they meet here")
        .map(
            finding ->
                finding
                    .withCertainty(stray.certainty())
                    .withRelated(new Related(stray.made().place(), "the tensor is made here"))
                    .withRelated(new Related(stray.moved(), "the model is moved here")))
        .ifPresent(context::report);
  }
}
