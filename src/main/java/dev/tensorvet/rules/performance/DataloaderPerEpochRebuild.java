package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loader and its workers are made anew for each epoch. */
final class DataloaderPerEpochRebuild implements Rule<Waste> {

  private static final RuleId ID = new RuleId("dataloader-per-epoch-rebuild");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.REMAKES_LOADER) {
      context.report(
          Finding.of(
              ID,
              waste.place(),
              "each epoch makes this loader anew, starts its workers and fills its queue: made before the loop, with `persistent_workers=True`, it keeps them"));
    }
  }
}
