package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The statistics of a normalisation cannot be those of its images. */
final class NormalizeStatsWrongRange implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("normalize-stats-wrong-range");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.STATISTICS_OF_BYTES
        || dataSlip.kind() == Kind.SPREAD_NOT_POSITIVE
        || dataSlip.kind() == Kind.STATISTICS_SWAPPED) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              switch (dataSlip.kind()) {
                case STATISTICS_OF_BYTES ->
                    "these are statistics of bytes, and `ToTensor` has divided by 255: all that is left of an image is one number";
                case STATISTICS_SWAPPED ->
                    "these are the standard deviations of ImageNet in the place of the means";
                default -> "a standard deviation is above zero";
              }));
    }
  }
}
