package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What is evaluated is normalised otherwise than what was trained on. */
final class TrainEvalNormalizeDiffer implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("train-eval-normalize-differ");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.STATISTICS_DIFFER) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  "this normalises by other statistics than the transform for training: the model is evaluated on images that look unlike those it knows")
              .withRelated(
                  dataSlip.other().map(place -> new Related(place, "training normalises here"))));
    }
  }
}
