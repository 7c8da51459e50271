package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;

/** How a slip is told. */
final class SlipFinding {

  private SlipFinding() {}

  /**
   * @param other what happens at the second place, where there is one
   */
  static Finding of(RuleId rule, TrainerSlip slip, String message, String other) {
    return Finding.of(rule, slip.place(), message)
        .withCertainty(slip.certainty())
        .withRelated(slip.other().map(place -> new Related(place, other)));
  }
}
