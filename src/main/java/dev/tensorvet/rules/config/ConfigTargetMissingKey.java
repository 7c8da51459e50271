package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigTarget;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A configuration does not give a class or function what it needs. */
final class ConfigTargetMissingKey implements Rule<ConfigTarget> {

  private static final RuleId ID = new RuleId("config-target-missing-key");

  @Override
  public Class<ConfigTarget> subject() {
    return ConfigTarget.class;
  }

  @Override
  public void check(ConfigTarget target, RuleContext context) {
    for (ConfigTarget.Gap gap : target.gaps()) {
      context.report(
          Finding.of(
                  ID,
                  target.place(),
                  "`" + target.name() + "` needs `" + gap.parameter() + "`, which is not here")
              .withCertainty(gap.isSure() ? Certainty.PROVEN : Certainty.LIKELY)
              .withRelated(new Related(gap.definition(), "this is what it takes")));
    }
  }
}
