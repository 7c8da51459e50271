package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Images of one channel are normalised by the statistics of three. */
final class NormalizeChannelMismatch implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("normalize-channel-mismatch");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.CHANNELS_DIFFER) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  "this normalises three channels, and the images of this dataset have one: it raises a `RuntimeError`")
              .withRelated(
                  dataSlip.other().map(place -> new Related(place, "the dataset is made here"))));
    }
  }
}
