package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A data set is built that does not know how to sample. */
final class DjlSetSamplingMissing implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-set-sampling-missing");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SAMPLING_MISSING) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` is built without `setSampling`, and throws: the sampler must be set"));
    }
  }
}
