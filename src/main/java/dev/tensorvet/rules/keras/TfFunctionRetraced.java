package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A compiled function is given another number of Python in each turn. */
final class TfFunctionRetraced implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("tf-function-retraced");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.RETRACED) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "`"
                  + slip.subject()
                  + "` is a number of Python, and the function is compiled anew for each: pass `tf.constant("
                  + slip.subject()
                  + ")`"));
    }
  }
}
