package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import java.util.Optional;

/** What rules about the way models are put together report. */
final class StructureFinding {

  private StructureFinding() {}

  /**
   * @param other what is to be said of the other place that takes part
   */
  static Finding of(RuleId rule, StructureSlip slip, String message, String other) {
    return Finding.of(rule, slip.place(), message)
        .withCertainty(slip.certainty())
        .withRelated(
            slip.other().filter(place -> !other.isEmpty()).map(p -> new Related(p, other)));
  }

  /** The fix that the fact knows of, if it knows one. */
  static Optional<Fix> fix(StructureSlip slip, String title, Fix.Safety safety) {
    return slip.repair().isEmpty()
        ? Optional.empty()
        : Optional.of(new Fix(title, safety, slip.repair()));
  }
}
