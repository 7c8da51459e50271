package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The last samples are kept for validation, and they are of one class. */
final class KerasValidationSplitOrdered implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-validation-split-ordered");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ORDERED_SPLIT) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` holds one class after the other, and this keeps the last samples for validation: shuffle first")
              .withRelated(
                  slip.other().map(place -> new Related(place, "the labels are in order"))));
    }
  }
}
