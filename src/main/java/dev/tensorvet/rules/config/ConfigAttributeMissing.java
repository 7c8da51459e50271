package dev.tensorvet.rules.config;

import dev.tensorvet.facts.MissingSetting;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Code reads a setting that its module of settings does not have. */
final class ConfigAttributeMissing implements Rule<MissingSetting> {

  private static final RuleId ID = new RuleId("config-attribute-missing");

  @Override
  public Class<MissingSetting> subject() {
    return MissingSetting.class;
  }

  @Override
  public void check(MissingSetting setting, RuleContext context) {
    context.report(
        Finding.of(
            ID,
            setting.place(),
            "`"
                + setting.file()
                + "` has no `"
                + setting.name()
                + "`"
                + setting.near().map(near -> "; did you mean `" + near + "`?").orElse("")));
  }
}
