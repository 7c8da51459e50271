package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A class of a layer or model does not run what makes it one. */
final class KerasMissingSuperInit implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-missing-super-init");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NOT_INITIALISED) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "`"
                  + slip.subject()
                  + "` sets attributes before Keras knows of them: call `super().__init__()` first"));
    }
  }
}
