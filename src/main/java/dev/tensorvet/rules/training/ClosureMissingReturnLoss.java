package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What computes the loss for a step does not give it back. */
final class ClosureMissingReturnLoss implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("closure-missing-return-loss");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.CLOSURE_WITHOUT_LOSS) {
      context.report(
          Finding.of(
                  ID,
                  optimizerSlip.place(),
                  "`"
                      + optimizerSlip.subject()
                      + "` does not return the loss, by which the optimizer chooses how far to step")
              .withRelated(
                  optimizerSlip
                      .other()
                      .map(place -> new Related(place, "it is given to a step here"))));
    }
  }
}
