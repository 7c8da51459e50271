package dev.tensorvet.rules.model;

import dev.tensorvet.facts.IdleSwitch;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** An assignment is to switch gradients, and makes a member that nothing reads. */
final class FreezeTypo implements Rule<IdleSwitch> {

  private static final RuleId ID = new RuleId("freeze-typo");

  @Override
  public Class<IdleSwitch> subject() {
    return IdleSwitch.class;
  }

  @Override
  public void check(IdleSwitch idleSwitch, RuleContext context) {
    String message =
        idleSwitch.isOfModule()
            ? "`"
                + idleSwitch.target()
                + "` is a new member of a module, which has no such switch: its parameters stay as"
                + " they are"
            : "`"
                + idleSwitch.target()
                + "` is a new member that nothing reads: `"
                + idleSwitch.meant()
                + "` is meant";
    context.report(
        Finding.of(ID, idleSwitch.place(), message)
            .withFix(
                idleSwitch
                    .repair()
                    .map(edit -> new Fix("switch gradients", Fix.Safety.SAFE, List.of(edit)))));
  }
}
