package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.SeedUse;
import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The seed is the time, and nobody can give it again. */
final class TimeBasedSeed implements Rule<SeedUse> {

  private static final RuleId ID = new RuleId("time-based-seed");

  @Override
  public Class<SeedUse> subject() {
    return SeedUse.class;
  }

  @Override
  public void check(SeedUse use, RuleContext context) {
    if (use.kind() == Kind.FROM_CLOCK) {
      context.report(
          Finding.of(
              ID,
              use.place(),
              "`"
                  + use.function()
                  + "` is given the time and nothing keeps it: the run cannot be repeated"));
    }
  }
}
