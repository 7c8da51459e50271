package dev.tensorvet.rules.training;

import dev.tensorvet.facts.WastedPass;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** The loss of one model of two walks back through the other, whose gradients are thrown away. */
final class GanGeneratorNotDetached implements Rule<WastedPass> {

  private static final RuleId ID = new RuleId("gan-generator-not-detached");

  @Override
  public Class<WastedPass> subject() {
    return WastedPass.class;
  }

  @Override
  public void check(WastedPass pass, RuleContext context) {
    SiteFinding.at(
            ID,
            pass.file(),
            pass.backward(),
            "this walks back through `"
                + pass.model()
                + "` as well, and no optimizer uses the gradients that it gets: its output needs"
                + " `detach()` here",
            "it happens here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(new Related(pass.forward(), "its output is not detached"))
                    .withRelated(new Related(pass.zero(), "its gradients are thrown away here")))
        .ifPresent(context::report);
  }
}
