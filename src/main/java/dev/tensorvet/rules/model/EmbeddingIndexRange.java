package dev.tensorvet.rules.model;

import dev.tensorvet.facts.LayerSlip;
import dev.tensorvet.facts.LayerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The row for padding is not in the table. */
final class EmbeddingIndexRange implements Rule<LayerSlip> {

  @Override
  public Class<LayerSlip> subject() {
    return LayerSlip.class;
  }

  @Override
  public void check(LayerSlip slip, RuleContext context) {
    if (slip.kind() == Kind.PADDING_OUTSIDE) {
      context.report(
          Finding.of(
                  id(),
                  slip.place(),
                  "row `" + slip.code() + "` is not in the table, whose rows are counted from 0")
              .withRelated(
                  slip.other().map(place -> new Related(place, "this is the number of its rows"))));
    }
  }
}
