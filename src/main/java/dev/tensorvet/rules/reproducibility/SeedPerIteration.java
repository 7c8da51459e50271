package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.SeedUse;
import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The same seed is set in each turn of a loop that trains. */
final class SeedPerIteration implements Rule<SeedUse> {

  private static final RuleId ID = new RuleId("seed-per-iteration");

  @Override
  public Class<SeedUse> subject() {
    return SeedUse.class;
  }

  @Override
  public void check(SeedUse use, RuleContext context) {
    if (use.kind() == Kind.EACH_TURN) {
      context.report(
          Finding.of(
              ID,
              use.place(),
              "`"
                  + use.function()
                  + "` sets the same seed in each turn: dropout, noise and all else that is drawn here"
                  + " are the same every time"));
    }
  }
}
