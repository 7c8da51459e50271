package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LossSlip;
import dev.tensorvet.facts.LossSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss has more or fewer weights than the model has classes. */
final class FixedClassWeightsLength implements Rule<LossSlip> {

  private static final RuleId ID = new RuleId("fixed-class-weights-length");

  @Override
  public Class<LossSlip> subject() {
    return LossSlip.class;
  }

  @Override
  public void check(LossSlip slip, RuleContext context) {
    if (slip.kind() == Kind.WEIGHTS_MISCOUNTED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "the loss is given "
                      + slip.subject()
                      + ", and the model has another number of classes")
              .withRelated(
                  slip.other().map(place -> new Related(place, "the classes are counted here"))));
    }
  }
}
