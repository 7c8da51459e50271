package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model is compiled in each turn. */
final class CompileInLoop implements Rule<Waste> {

  private static final RuleId ID = new RuleId("compile-in-loop");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.COMPILES_EACH_TURN) {
      context.report(
          Finding.of(
              ID,
              waste.place(),
              "each turn compiles `"
                  + waste.subject()
                  + "` anew: compile it once before the loop"));
    }
  }
}
