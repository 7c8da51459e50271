package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** All epochs but the first see no data. */
final class Dl4jIteratorNotReset implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-iterator-not-reset");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ITERATOR_NOT_RESET) {
      context.report(
          SlipFinding.fixed(
              SlipFinding.of(
                  ID,
                  slip,
                  "`"
                      + slip.subject()
                      + "` is not reset: from the second epoch on, this loop does not run",
                  "the epochs"),
              slip,
              Fix.Safety.SAFE));
    }
  }
}
