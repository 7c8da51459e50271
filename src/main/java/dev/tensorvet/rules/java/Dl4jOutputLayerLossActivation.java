package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** An output layer whose loss and activation do not fit. */
final class Dl4jOutputLayerLossActivation implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-output-layer-loss-activation");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.OUTPUT_MISFIT) {
      context.report(
          SlipFinding.fixed(
              SlipFinding.of(ID, slip, message(slip), "the loss"), slip, Fix.Safety.SAFE));
    }
  }

  private static String message(JavaSlip slip) {
    if (slip.other().isEmpty()) {
      return "`" + slip.subject() + "` over one output is always 1: use a sigmoid, or two outputs";
    }
    return slip.isSure() == Proof.YES
        ? "`"
            + slip.subject()
            + "` does not fit the loss `"
            + slip.detail()
            + "`, and the network is refused"
        : "`"
            + slip.subject()
            + "` with the loss `"
            + slip.detail()
            + "` learns slowly where it is wrong";
  }
}
