package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The result of an operation is thrown away. */
final class Dl4jInplaceConfusion implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-inplace-confusion");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.COPY_DISCARDED) {
      context.report(
          SlipFinding.fixed(
              SlipFinding.of(
                  ID,
                  slip,
                  "`"
                      + slip.subject()
                      + "` leaves the array as it is, and what it gives is thrown away"),
              slip,
              Fix.Safety.UNSAFE));
    }
  }
}
