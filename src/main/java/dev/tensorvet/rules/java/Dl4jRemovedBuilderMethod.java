package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A method of the configuration that is gone. */
final class Dl4jRemovedBuilderMethod implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-removed-builder-method");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.BUILDER_METHOD_REMOVED) {
      context.report(
          SlipFinding.of(
              ID, slip, "`" + slip.subject() + "` is gone since 1.0.0-beta: " + slip.detail()));
    }
  }
}
