package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LossSlip;
import dev.tensorvet.facts.LossSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A backward pass begins with one loss for each sample. */
final class LossReductionNoneUnreduced implements Rule<LossSlip> {

  private static final RuleId ID = new RuleId("loss-reduction-none-unreduced");

  @Override
  public Class<LossSlip> subject() {
    return LossSlip.class;
  }

  @Override
  public void check(LossSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NOT_REDUCED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` holds one loss for each element, and a backward pass begins with a single number")
              .withRelated(
                  slip.other()
                      .map(place -> new Related(place, "the losses are left as they are here"))));
    }
  }
}
