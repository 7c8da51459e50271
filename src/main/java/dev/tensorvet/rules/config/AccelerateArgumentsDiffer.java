package dev.tensorvet.rules.config;

import dev.tensorvet.facts.LaunchMismatch;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** Code tells Accelerate one thing, and the file that a command starts it with another. */
final class AccelerateArgumentsDiffer implements Rule<LaunchMismatch> {

  private static final RuleId ID = new RuleId("accelerate-arguments-differ");

  @Override
  public Class<LaunchMismatch> subject() {
    return LaunchMismatch.class;
  }

  @Override
  public void check(LaunchMismatch mismatch, RuleContext context) {
    String said = mismatch.other().file().text(mismatch.other().span());
    context.report(
        Finding.of(
                ID,
                mismatch.place(),
                "this holds, and not `"
                    + mismatch.setting()
                    + ": "
                    + said
                    + "` of `"
                    + mismatch.other().file().path()
                    + "`, which the program is started with")
            .withRelated(
                List.of(
                    new Related(mismatch.other(), "the file says another thing"),
                    new Related(mismatch.command(), "the command gives the file"))));
  }
}
