package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A shuffle that mixes next to nothing. */
final class TfDatasetShuffleBufferSmall implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("tf-dataset-shuffle-buffer-small");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SMALL_SHUFFLE) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "a buffer of "
                      + slip.subject()
                      + " mixes "
                      + (slip.other().isPresent() ? "less than a batch" : "nothing")
                      + ": make it as large as the data, or some thousands")
              .withRelated(slip.other().map(place -> new Related(place, "a batch is larger"))));
    }
  }
}
