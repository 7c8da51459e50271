package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigGap;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Code reads a key that its configuration does not have. */
final class ConfigKeyMissing implements Rule<ConfigGap> {

  private static final RuleId ID = new RuleId("config-key-missing");

  @Override
  public Class<ConfigGap> subject() {
    return ConfigGap.class;
  }

  @Override
  public void check(ConfigGap gap, RuleContext context) {
    if (gap.near().isEmpty()) {
      context.report(
          Finding.of(
                  ID,
                  gap.place(),
                  "`" + gap.read().file().path() + "` reads `" + gap.key() + "`, which is not here")
              .withCertainty(gap.isSure() ? Certainty.PROVEN : Certainty.LIKELY)
              .withRelated(new Related(gap.read(), "it is read here")));
    }
  }
}
