package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Workers that start anew are given a function without a name. */
final class WorkerLambdaUnpicklable implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("worker-lambda-unpicklable");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip slip, RuleContext context) {
    if (slip.kind() == Kind.CANNOT_BE_SENT) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "workers that start anew are sent this function by its name, and it has none that"
                      + " they could find: the first batch fails")
              .withRelated(slip.other().map(place -> new Related(place, "the loader"))));
    }
  }
}
