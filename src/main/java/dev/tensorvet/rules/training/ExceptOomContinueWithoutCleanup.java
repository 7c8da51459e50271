package dev.tensorvet.rules.training;

import dev.tensorvet.facts.LoopSlip;
import dev.tensorvet.facts.LoopSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A turn that is given up leaves its gradients to the step of the next one. */
final class ExceptOomContinueWithoutCleanup implements Rule<LoopSlip> {

  private static final RuleId ID = new RuleId("except-oom-continue-without-cleanup");

  @Override
  public Class<LoopSlip> subject() {
    return LoopSlip.class;
  }

  @Override
  public void check(LoopSlip slip, RuleContext context) {
    if (slip.kind() == Kind.GRADIENTS_LEFT_BEHIND) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "this goes on with the next batch and leaves the gradients of the one that"
                      + " failed: only `"
                      + slip.subject()
                      + "()` behind the step clears them, so that the next step uses both")
              .withCertainty(Certainty.LIKELY)
              .withRelated(
                  slip.other().map(place -> new Related(place, "the gradients are filled here"))));
    }
  }
}
