package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Each worker goes through all of a stream. */
final class IterableNoWorkerSplit implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("iterable-no-worker-split");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.STREAM_REPEATED) {
      context.report(
          Finding.of(
                  ID,
                  dataSlip.place(),
                  "each worker goes through all of this stream, so that every sample comes several times: divide it by `get_worker_info()`")
              .withRelated(
                  dataSlip.other().map(place -> new Related(place, "the stream is defined here"))));
    }
  }
}
