package dev.tensorvet.rules.model;

import dev.tensorvet.facts.LayerSlip;
import dev.tensorvet.facts.LayerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A mask is true for what attention is to keep. */
final class TransformerMaskSemantics implements Rule<LayerSlip> {

  @Override
  public Class<LayerSlip> subject() {
    return LayerSlip.class;
  }

  @Override
  public void check(LayerSlip slip, RuleContext context) {
    if (slip.kind() == Kind.MASK_INVERTED) {
      context.report(
          Finding.of(
                  id(),
                  slip.place(),
                  "this mask leaves out what it is true for, and `"
                      + slip.code()
                      + "` is true for what is no padding: attention sees the padding alone")
              .withRelated(slip.other().map(place -> new Related(place, "the mask is made here"))));
    }
  }
}
