package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer is replaced before anything has used it. */
final class ModuleLayerOverwritten implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.LAYER_OVERWRITTEN) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`"
                  + slip.code()
                  + "` is assigned again before anything has used the first layer, which is lost",
              "the first is made here"));
    }
  }
}
