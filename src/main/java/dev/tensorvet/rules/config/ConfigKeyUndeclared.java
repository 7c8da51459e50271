package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigMisfit;
import dev.tensorvet.facts.ConfigMisfit.Reason;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A configuration sets what no program declares. */
final class ConfigKeyUndeclared implements Rule<ConfigMisfit> {

  private static final RuleId ID = new RuleId("config-key-undeclared");

  @Override
  public Class<ConfigMisfit> subject() {
    return ConfigMisfit.class;
  }

  @Override
  public void check(ConfigMisfit misfit, RuleContext context) {
    if (misfit.reason() instanceof Reason.Undeclared undeclared) {
      context.report(
          Finding.of(
                  ID,
                  misfit.place(),
                  "no program declares `"
                      + misfit.setting()
                      + "`, and takes over only what is declared"
                      + undeclared.near().map(near -> "; did you mean `" + near + "`?").orElse(""))
              .withCertainty(Certainty.LIKELY)
              .withRelated(new Related(undeclared.declared(), "settings are declared here"))
              .withFix(
                  undeclared
                      .near()
                      .map(
                          near ->
                              new Fix(
                                  "call it `" + near + "`",
                                  Fix.Safety.UNSAFE,
                                  List.of(new TextEdit(misfit.place().span(), near))))));
    }
  }
}
