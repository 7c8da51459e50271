package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ArgumentMismatch;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A trainer is told one thing, and the file of DeepSpeed that it is given another. */
final class DeepspeedArgumentsDiffer implements Rule<ArgumentMismatch> {

  private static final RuleId ID = new RuleId("deepspeed-arguments-differ");

  @Override
  public Class<ArgumentMismatch> subject() {
    return ArgumentMismatch.class;
  }

  @Override
  public void check(ArgumentMismatch mismatch, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                mismatch.place(),
                "`"
                    + mismatch.argument()
                    + "` is `"
                    + mismatch.value()
                    + "`, and `"
                    + mismatch.setting()
                    + "` of `"
                    + mismatch.other().file().path()
                    + "` is `"
                    + mismatch.otherValue()
                    + "`: write `\"auto\"` there")
            .withCertainty(mismatch.certainty())
            .withRelated(new Related(mismatch.other(), "the file says it here")));
  }
}
