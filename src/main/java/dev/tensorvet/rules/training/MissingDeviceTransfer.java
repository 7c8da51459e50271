package dev.tensorvet.rules.training;

import dev.tensorvet.facts.UnmovedInput;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A model is on another device than what it is given. */
final class MissingDeviceTransfer implements Rule<UnmovedInput> {

  private static final RuleId ID = new RuleId("missing-device-transfer");

  @Override
  public Class<UnmovedInput> subject() {
    return UnmovedInput.class;
  }

  @Override
  public void check(UnmovedInput input, RuleContext context) {
    input
        .forward()
        .in(input.file())
        .ifPresent(
            place ->
                context.report(
                    Finding.of(
                            ID,
                            place,
                            "`"
                                + input.model()
                                + "` is moved to another device, and the batch that it is given"
                                + " stays where the loader puts it")
                        .withCertainty(input.certainty())
                        .withBeneath(input.forward().beneath(input.file()))
                        .withRelated(
                            List.of(new Related(input.moved(), "the model is moved here")))));
  }
}
