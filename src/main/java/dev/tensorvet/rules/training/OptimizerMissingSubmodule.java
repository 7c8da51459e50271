package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A group of parameters is put together, and no optimizer gets it. */
final class OptimizerMissingSubmodule implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("optimizer-missing-submodule");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip slip, RuleContext context) {
    if (slip.kind() == Kind.GROUP_UNUSED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "the group `"
                      + slip.subject()
                      + "` is filled and given to no optimizer: its parameters are never trained")
              .withRelated(
                  slip.other().stream()
                      .map(p -> new Related(p, "the optimizer is made here"))
                      .toList()));
    }
  }
}
