package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.SeedUse;
import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Random numbers are made repeatable only after the model has drawn its own. */
final class SeedAfterModel implements Rule<SeedUse> {

  private static final RuleId ID = new RuleId("seed-after-model");

  @Override
  public Class<SeedUse> subject() {
    return SeedUse.class;
  }

  @Override
  public void check(SeedUse use, RuleContext context) {
    if (use.kind() == Kind.AFTER_MODEL) {
      context.report(
          Finding.of(
                  ID,
                  use.place(),
                  "the model is made before `"
                      + use.function()
                      + "` is called: its first weights differ from run to run")
              .withCertainty(Certainty.LIKELY)
              .withRelated(use.other().map(place -> new Related(place, "the model is made here"))));
    }
  }
}
