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

/** A configuration gives a setting another kind of value than it takes. */
final class ConfigValueType implements Rule<ConfigMisfit> {

  private static final RuleId ID = new RuleId("config-value-type");

  @Override
  public Class<ConfigMisfit> subject() {
    return ConfigMisfit.class;
  }

  @Override
  public void check(ConfigMisfit misfit, RuleContext context) {
    if (misfit.reason() instanceof Reason.OtherKind other) {
      context.report(
          Finding.of(
                  ID,
                  misfit.place(),
                  "`"
                      + misfit.setting()
                      + "` takes "
                      + other.wanted()
                      + (other.isByDefault()
                          ? ", as its default is, and this is "
                          : ", and this is ")
                      + other.given())
              .withCertainty(Certainty.LIKELY)
              .withRelated(
                  new Related(
                      other.declared(),
                      other.isByDefault() ? "its default is here" : "it is declared here"))
              .withFix(
                  other
                      .change()
                      .map(
                          text ->
                              new Fix(
                                  "write `" + text + "`",
                                  Fix.Safety.SAFE,
                                  List.of(new TextEdit(misfit.place().span(), text))))));
    }
  }
}
