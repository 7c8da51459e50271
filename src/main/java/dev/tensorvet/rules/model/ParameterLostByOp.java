package dev.tensorvet.rules.model;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What is made of a parameter is kept in its place. */
final class ParameterLostByOp implements Rule<WeightSlip> {

  @Override
  public Class<WeightSlip> subject() {
    return WeightSlip.class;
  }

  @Override
  public void check(WeightSlip slip, RuleContext context) {
    if (slip.kind() == Kind.LOST_BY_OPERATION) {
      Finding finding =
          WeightFinding.of(
              id(),
              slip,
              "`self."
                  + slip.subject()
                  + "` is what an operation makes of a parameter, and no parameter itself: nothing"
                  + " trains or saves it",
              "");
      context.report(
          WeightFinding.withRewrite(
              finding, slip, "make the parameter of what the operation gives", Fix.Safety.SAFE));
    }
  }
}
