package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Every process writes the same file. */
final class SaveOnAllRanks implements Rule<ParallelUse> {

  private static final RuleId ID = new RuleId("save-on-all-ranks");

  @Override
  public Class<ParallelUse> subject() {
    return ParallelUse.class;
  }

  @Override
  public void check(ParallelUse use, RuleContext context) {
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.SAVES_IN_ALL,
        "every process writes this file, all at the same time: only one should save a model that all of"
            + " them have",
        "",
        context);
  }
}
