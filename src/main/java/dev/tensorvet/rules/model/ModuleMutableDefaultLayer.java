package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** One layer is shared by all objects of a class. */
final class ModuleMutableDefaultLayer implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.LAYER_AS_DEFAULT) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`"
                  + slip.code()
                  + "` is made once, as a default: all objects that do not give `"
                  + slip.subject()
                  + "` share its weights",
              ""));
    }
  }
}
