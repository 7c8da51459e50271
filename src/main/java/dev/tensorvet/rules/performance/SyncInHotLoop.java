package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The program waits for the card before it gives it the backward pass. */
final class SyncInHotLoop implements Rule<Waste> {

  private static final RuleId ID = new RuleId("sync-in-hot-loop");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.WAITS) {
      context.report(
          Finding.of(
              ID,
              waste.place(),
              "this waits until `"
                  + waste.subject()
                  + "` is computed, and only then the card is given the backward pass: read it behind the step"));
    }
  }
}
