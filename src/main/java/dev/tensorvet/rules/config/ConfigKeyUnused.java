package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigLeftover;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A key of a configuration that no code reads. */
final class ConfigKeyUnused implements Rule<ConfigLeftover> {

  private static final RuleId ID = new RuleId("config-key-unused");

  @Override
  public Class<ConfigLeftover> subject() {
    return ConfigLeftover.class;
  }

  @Override
  public void check(ConfigLeftover leftover, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                leftover.place(),
                "nothing reads `" + leftover.key() + "`: what it says has no effect")
            .withCertainty(Certainty.LIKELY)
            .withRelated(new Related(leftover.reader(), "the configuration is read here")));
  }
}
