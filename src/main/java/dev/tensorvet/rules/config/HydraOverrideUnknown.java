package dev.tensorvet.rules.config;

import dev.tensorvet.facts.HydraOverride;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Code composes a configuration of Hydra and sets what no file of it has. */
final class HydraOverrideUnknown implements Rule<HydraOverride> {

  private static final RuleId ID = new RuleId("hydra-override-unknown");

  @Override
  public Class<HydraOverride> subject() {
    return HydraOverride.class;
  }

  @Override
  public void check(HydraOverride override, RuleContext context) {
    String message =
        override.option().isEmpty()
            ? "`"
                + override.config()
                + "` and the files that it leads to have no `"
                + override.key()
                + "`: with `+` before it, it is added"
            : "the group `" + override.key() + "` has no `" + override.option() + "`";
    context.report(Finding.of(ID, override.place(), message));
  }
}
