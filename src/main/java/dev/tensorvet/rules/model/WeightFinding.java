package dev.tensorvet.rules.model;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A finding about what code does with the weights of a model. */
final class WeightFinding {

  private WeightFinding() {}

  /**
   * @param other what is to be seen at the other place of the slip
   */
  static Finding of(RuleId rule, WeightSlip slip, String message, String other) {
    return Finding.of(rule, slip.place(), message)
        .withRelated(slip.other().map(place -> new Related(place, other)));
  }

  /** The finding, with what the slip offers to write in its place. */
  static Finding withRewrite(Finding finding, WeightSlip slip, String title, Fix.Safety safety) {
    return finding.withFix(
        slip.rewrite()
            .map(code -> new Fix(title, safety, List.of(new TextEdit(slip.place().span(), code)))));
  }
}
