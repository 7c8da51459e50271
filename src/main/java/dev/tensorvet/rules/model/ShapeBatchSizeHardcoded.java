package dev.tensorvet.rules.model;

import dev.tensorvet.facts.LayerSlip;
import dev.tensorvet.facts.LayerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model takes all batches to be of one size. */
final class ShapeBatchSizeHardcoded implements Rule<LayerSlip> {

  @Override
  public Class<LayerSlip> subject() {
    return LayerSlip.class;
  }

  @Override
  public void check(LayerSlip slip, RuleContext context) {
    if (slip.kind() == Kind.BATCH_FIXED) {
      context.report(
          Finding.of(
                  id(),
                  slip.place(),
                  "this fails or mixes samples for a batch that is no `"
                      + slip.code()
                      + "`, as the last one of a data set is: take the size from the input")
              .withRelated(slip.other().map(place -> new Related(place, "it is set once, here"))));
    }
  }
}
