package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The code says that an optimizer is fused, and nothing makes it so. */
final class FusedNotRequested implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("fused-not-requested");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip subject, RuleContext context) {
    if (subject.kind() == Kind.FUSION_CLAIMED) {
      context.report(
          Finding.of(
                  ID,
                  subject.place(),
                  "`"
                      + subject.subject()
                      + "` is said to be fused, and is not: without `fused=True` it runs several"
                      + " kernels for each step")
              .withRelated(subject.other().map(place -> new Related(place, "it is said here"))));
    }
  }
}
