package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigBase;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A configuration begins with a file that is not there. */
final class ConfigBaseMissing implements Rule<ConfigBase> {

  private static final RuleId ID = new RuleId("config-base-missing");

  @Override
  public Class<ConfigBase> subject() {
    return ConfigBase.class;
  }

  @Override
  public void check(ConfigBase base, RuleContext context) {
    context.report(
        Finding.of(
            ID,
            base.place(),
            "there is no `"
                + base.path()
                + "`, seen from this file"
                + base.near().map(near -> "; did you mean `" + near + "`?").orElse("")));
  }
}
