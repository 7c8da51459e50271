package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A network is used whose parameters are not there. */
final class Dl4jInitMissing implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-init-missing");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NETWORK_NOT_INITIALIZED) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.detail()
                  + "` needs parameters, and `"
                  + slip.subject()
                  + ".init()` has not been called",
              "where the network is made"));
    }
  }
}
