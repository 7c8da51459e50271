package dev.tensorvet.rules.data;

import dev.tensorvet.facts.LoopSlip;
import dev.tensorvet.facts.LoopSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Two loaders are run side by side, until the shorter one ends. */
final class BatchSizeTailZipLoaders implements Rule<LoopSlip> {

  private static final RuleId ID = new RuleId("batch-size-tail-zip-loaders");

  @Override
  public Class<LoopSlip> subject() {
    return LoopSlip.class;
  }

  @Override
  public void check(LoopSlip slip, RuleContext context) {
    if (slip.kind() == Kind.LOADERS_CUT) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`zip` ends with the shorter of the two loaders: what the longer one has left is"
                      + " not seen in this epoch")
              .withCertainty(Certainty.LIKELY)
              .withRelated(slip.other().map(place -> new Related(place, "the other loader"))));
    }
  }
}
