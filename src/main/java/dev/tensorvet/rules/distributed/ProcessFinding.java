package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;
import java.util.function.Function;

/** A finding about what a file's code does with several processes. */
final class ProcessFinding {

  private ProcessFinding() {}

  /**
   * Reports a slip of one kind.
   *
   * @param other what the other place is, for the reader
   */
  static void report(
      RuleId rule,
      ProcessSlip slip,
      ProcessSlip.Kind kind,
      String message,
      String other,
      RuleContext context) {
    report(rule, slip, kind, message, other, none -> Optional.empty(), context);
  }

  /** The same, with a fix. */
  static void report(
      RuleId rule,
      ProcessSlip slip,
      ProcessSlip.Kind kind,
      String message,
      String other,
      Function<ProcessSlip, Optional<Fix>> fix,
      RuleContext context) {
    if (slip.kind() == kind) {
      context.report(
          Finding.of(rule, slip.place(), message)
              .withCertainty(slip.certainty())
              .withRelated(slip.other().map(place -> new Related(place, other)))
              .withFix(fix.apply(slip)));
    }
  }
}
