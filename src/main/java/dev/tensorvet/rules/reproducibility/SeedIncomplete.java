package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.SeedUse;
import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LineInsert;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** One generator of random numbers is seeded, and another one is used that is not. */
final class SeedIncomplete implements Rule<SeedUse> {

  private static final RuleId ID = new RuleId("seed-incomplete");

  @Override
  public Class<SeedUse> subject() {
    return SeedUse.class;
  }

  @Override
  public void check(SeedUse use, RuleContext context) {
    if (use.kind() == Kind.OTHER_SOURCE) {
      context.report(
          Finding.of(
                  ID,
                  use.place(),
                  "`"
                      + use.function()
                      + "` does not seed "
                      + use.source()
                      + ", from which this program draws numbers too: they differ from run to run")
              .withCertainty(Certainty.LIKELY)
              .withRelated(use.other().map(place -> new Related(place, "drawn here")))
              .withFix(
                  use.remedy()
                      .flatMap(code -> LineInsert.behind(use.place(), code, Fix.Safety.SAFE))));
    }
  }
}
