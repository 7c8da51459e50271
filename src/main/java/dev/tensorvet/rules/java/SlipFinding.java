package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.tensor.Proof;

/** How a slip is told. */
final class SlipFinding {

  private SlipFinding() {}

  static Finding of(RuleId rule, JavaSlip slip, String message) {
    Finding finding = Finding.of(rule, slip.place(), message);
    return slip.isSure() == Proof.YES ? finding : finding.withCertainty(Certainty.LIKELY);
  }

  /**
   * The same, with the second place that takes part.
   *
   * @param related what is to be seen there
   */
  static Finding of(RuleId rule, JavaSlip slip, String message, String related) {
    return of(rule, slip, message)
        .withRelated(slip.other().map(place -> new Related(place, related)));
  }

  /** The same, with a fix where the slip knows how to write it instead. */
  static Finding fixed(Finding finding, JavaSlip slip, Fix.Safety safety) {
    return finding.withFix(
        slip.change().map(change -> new Fix(change.title(), safety, change.edits())));
  }

  /**
   * Something is opened, and not closed.
   *
   * @param consequence what comes of that
   */
  static Finding notClosed(RuleId rule, JavaSlip slip, String consequence) {
    String message = "`" + slip.subject() + "` is not closed " + when(slip) + ": " + consequence;
    return fixed(of(rule, slip, message, "here it is still open"), slip, Fix.Safety.SAFE);
  }

  /** On which ways through the code something that is open stays open. */
  private static String when(JavaSlip slip) {
    return slip.isSure() == Proof.YES ? "anywhere" : "on every way";
  }
}
