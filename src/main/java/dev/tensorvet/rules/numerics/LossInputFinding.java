package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LossInput;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A finding about what a loss is given. */
final class LossInputFinding {

  private LossInputFinding() {}

  static void report(RuleId rule, LossInput input, String message, RuleContext context) {
    SiteFinding.at(rule, input.file(), input.loss(), message, "the loss is computed here")
        .map(
            finding ->
                finding.withRelated(
                    input.computedAt().stream()
                        .map(place -> new Related(place, "its input is computed here"))
                        .toList()))
        .ifPresent(context::report);
  }
}
