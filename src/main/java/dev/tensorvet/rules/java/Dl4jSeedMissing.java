package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A network starts with other weights in each run. */
final class Dl4jSeedMissing implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-seed-missing");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SEED_MISSING) {
      context.report(
          SlipFinding.of(
              ID, slip, "the configuration has no `seed`: each run starts with other weights"));
    }
  }
}
