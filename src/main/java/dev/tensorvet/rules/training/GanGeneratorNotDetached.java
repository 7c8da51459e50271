package dev.tensorvet.rules.training;

import dev.tensorvet.facts.WastedPass;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;

/** The loss of one model of two walks back through the other, whose gradients are thrown away. */
final class GanGeneratorNotDetached implements Rule<WastedPass> {

  private static final RuleId ID = new RuleId("gan-generator-not-detached");

  @Override
  public Class<WastedPass> subject() {
    return WastedPass.class;
  }

  @Override
  public void check(WastedPass pass, RuleContext context) {
    List<Related> related = new ArrayList<>();
    if (!pass.inFile().equals(pass.backward())) {
      related.add(new Related(pass.backward(), "it happens here"));
    }
    related.add(new Related(pass.forward(), "its output is not detached"));
    related.add(new Related(pass.zero(), "its gradients are thrown away here"));
    context.report(
        Finding.of(
                ID,
                pass.inFile(),
                "this walks back through `"
                    + pass.model()
                    + "` as well, and no optimizer uses the gradients that it gets: its output needs"
                    + " `detach()` here")
            .withCertainty(Certainty.LIKELY)
            .withRelated(related));
  }
}
