package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** One process waits for the others, which do not come. */
final class RankZeroOnlyCollective implements Rule<ParallelUse> {

  private static final RuleId ID = new RuleId("rank-zero-only-collective");

  @Override
  public Class<ParallelUse> subject() {
    return ParallelUse.class;
  }

  @Override
  public void check(ParallelUse use, RuleContext context) {
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.WAITS_ALONE,
        "only the first process comes here, and waits for the others, which do not: the program hangs",
        "",
        context);
  }
}
