package dev.tensorvet.rules.config;

import dev.tensorvet.facts.LoosePin;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The library that models are made with is asked for in any version, and others are not. */
final class RequirementsUnpinnedTorch implements Rule<LoosePin> {

  private static final RuleId ID = new RuleId("requirements-unpinned-torch");

  @Override
  public Class<LoosePin> subject() {
    return LoosePin.class;
  }

  @Override
  public void check(LoosePin pin, RuleContext context) {
    context.report(
        Finding.of(
            ID,
            pin.place(),
            "`"
                + pin.library()
                + "` is asked for in any version, and "
                + pin.pinned()
                + " other libraries in one: what is installed next year runs other code"));
  }
}
