package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer takes another number of inputs than the one before gives. */
final class Dl4jNinNoutMismatch implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-nin-nout-mismatch");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SIZES_DIFFER) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "this layer takes "
                  + slip.subject()
                  + " inputs, and the one before it gives "
                  + slip.detail()
                  + " outputs",
              "the layer before"));
    }
  }
}
