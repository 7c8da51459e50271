package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The same parameters are in two groups, or stepped by two optimizers. */
final class OptimizerDuplicateParams implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("optimizer-duplicate-params");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip slip, RuleContext context) {
    switch (slip.kind()) {
      case GROUPS_OVERLAP ->
          context.report(
              finding(
                  slip,
                  "the parameters of `"
                      + slip.subject()
                      + "` are in two groups, which the optimizer refuses",
                  "the groups begin here"));
      case STEPPED_BY_TWO ->
          context.report(
              finding(
                  slip,
                  "`"
                      + slip.subject()
                      + "` has just stepped the same parameters by the same gradients",
                  "it holds the same parameters"));
      default -> {}
    }
  }

  private static Finding finding(OptimizerSlip slip, String message, String other) {
    return Finding.of(ID, slip.place(), message)
        .withRelated(slip.other().map(place -> new Related(place, other)));
  }
}
