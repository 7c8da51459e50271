package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigTarget;
import dev.tensorvet.facts.ConfigTarget.Absence;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A configuration names a class or function that the project does not have. */
final class ConfigTargetUnresolved implements Rule<ConfigTarget> {

  private static final RuleId ID = new RuleId("config-target-unresolved");

  @Override
  public Class<ConfigTarget> subject() {
    return ConfigTarget.class;
  }

  @Override
  public void check(ConfigTarget target, RuleContext context) {
    target
        .absence()
        .ifPresent(
            absence ->
                context.report(
                    Finding.of(ID, target.place(), message(absence))
                        .withCertainty(absence.isSure() ? Certainty.PROVEN : Certainty.LIKELY)));
  }

  private static String message(Absence absence) {
    return "`"
        + absence.holder()
        + "` has no `"
        + absence.part()
        + "`"
        + absence.near().map(near -> "; did you mean `" + near + "`?").orElse("");
  }
}
