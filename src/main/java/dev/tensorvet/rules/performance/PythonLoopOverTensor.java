package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Elements are computed one by one that one operation would compute at once. */
final class PythonLoopOverTensor implements Rule<Waste> {

  private static final RuleId ID = new RuleId("python-loop-over-tensor");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste slip, RuleContext context) {
    if (slip.kind() == Kind.LOOPS_OVER_ELEMENTS) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "each turn computes one element of the same ones of others, and starts the card anew: without the index, one operation computes all"));
    }
  }
}
