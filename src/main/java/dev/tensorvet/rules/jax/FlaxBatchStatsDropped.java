package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** New statistics of a normalisation are not handed on. */
final class FlaxBatchStatsDropped implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("flax-batch-stats-dropped");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    message(slip).map(message -> Finding.of(ID, slip.place(), message)).ifPresent(context::report);
  }

  private static Optional<String> message(JaxSlip slip) {
    return switch (slip.kind()) {
      case STATISTICS_DROPPED ->
          Optional.of(
              "the new statistics in `"
                  + slip.subject()
                  + "` are never read, so the normalisation keeps those that it began with");
      case STATISTICS_FIXED ->
          Optional.of(
              "the normalisation of `"
                  + slip.subject()
                  + "` is to learn its statistics and may change none, which raises an error: give `mutable=[\"batch_stats\"]`");
      default -> Optional.empty();
    };
  }
}
