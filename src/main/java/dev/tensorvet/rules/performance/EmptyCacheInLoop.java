package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The memory that is kept for the next batch is given back after each. */
final class EmptyCacheInLoop implements Rule<Waste> {

  private static final RuleId ID = new RuleId("empty-cache-in-loop");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.EMPTIES_CACHE) {
      context.report(
          Finding.of(
              ID,
              waste.place(),
              "this gives the memory back that the next batch needs again: each turn waits for the GPU, and"
                  + " then asks for the same memory anew"));
    }
  }
}
