package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loader is told two things that exclude each other. */
final class LoaderOptionsConflict implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("loader-options-conflict");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.BATCHES_MADE_TWICE || dataSlip.kind() == Kind.SHUFFLES_STREAM) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  dataSlip.kind() == Kind.SHUFFLES_STREAM
                      ? "a stream has its own order: `shuffle=True` raises a `ValueError`"
                      : "`batch_sampler` makes the batches, which excludes `batch_size`, `shuffle`, `sampler` and `drop_last`: this raises a `ValueError`")
              .withRelated(dataSlip.other().map(place -> new Related(place, "it is said here"))));
    }
  }
}
