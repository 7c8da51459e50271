package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** All that was collected is copied for each further piece. */
final class CatInLoop implements Rule<Waste> {

  private static final RuleId ID = new RuleId("cat-in-loop");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.COPIES_TO_GROW) {
      context.report(
          Finding.of(
              ID,
              waste.place(),
              "`"
                  + waste.code()
                  + "` copies all of `"
                  + waste.subject()
                  + "` in each turn, which takes time with the square of the turns: put the pieces into a"
                  + " list and join them once behind the loop"));
    }
  }
}
