package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A finding about what a program does with several processes or devices. */
final class ParallelFinding {

  private ParallelFinding() {}

  /**
   * Reports a use of one kind, if it can be shown in the file under check.
   *
   * @param other what the other place is, for the reader
   */
  static void report(
      RuleId rule,
      ParallelUse use,
      ParallelUse.Kind kind,
      String message,
      String other,
      RuleContext context) {
    if (use.kind() == kind) {
      SiteFinding.at(rule, use.file(), use.site(), message, "it happens here")
          .map(
              finding ->
                  finding
                      .withCertainty(use.certainty())
                      .withRelated(use.other().map(site -> new Related(site.place(), other))))
          .ifPresent(context::report);
    }
  }
}
