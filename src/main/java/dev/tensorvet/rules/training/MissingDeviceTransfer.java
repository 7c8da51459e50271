package dev.tensorvet.rules.training;

import dev.tensorvet.facts.UnmovedInput;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A model is on another device than what it is given. */
final class MissingDeviceTransfer implements Rule<UnmovedInput> {

  private static final RuleId ID = new RuleId("missing-device-transfer");

  @Override
  public Class<UnmovedInput> subject() {
    return UnmovedInput.class;
  }

  @Override
  public void check(UnmovedInput input, RuleContext context) {
    SiteFinding.at(
            ID,
            input.file(),
            input.forward(),
            "`"
                + input.model()
                + "` is moved to another device, and the batch that it is given stays where the"
                + " loader puts it",
            "it computes here")
        .map(
            finding ->
                finding
                    .withCertainty(input.certainty())
                    .withRelated(new Related(input.moved(), "the model is moved here")))
        .ifPresent(context::report);
  }
}
