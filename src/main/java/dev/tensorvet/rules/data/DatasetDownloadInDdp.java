package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Each process of a training fetches the data, into one folder. */
final class DatasetDownloadInDdp implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("dataset-download-in-ddp");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip slip, RuleContext context) {
    if (slip.kind() == Kind.FETCHED_BY_ALL) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "each process fetches the data of `"
                      + slip.subject()
                      + "` into one folder, and reads what another is still writing")
              .withRelated(
                  slip.other()
                      .map(
                          place -> new Related(place, "the process becomes one of several here"))));
    }
  }
}
