package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ModuleSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer with weights is made anew for each input. */
final class ModuleLayerConstructedInForward implements Rule<ModuleSlip> {

  private static final RuleId ID = new RuleId("module-layer-constructed-in-forward");

  @Override
  public Class<ModuleSlip> subject() {
    return ModuleSlip.class;
  }

  @Override
  public void check(ModuleSlip slip, RuleContext context) {
    if (slip.kind() == ModuleSlip.Kind.NEW_WEIGHTS) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "this `"
                      + slip.subject()
                      + "` is new at each call: its weights are other random numbers each time, and"
                      + " no optimizer has them")
              .withRelated(
                  slip.other().stream().map(p -> new Related(p, "it is made here")).toList()));
    }
  }
}
