package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Parameters in a plain list are no part of the module. */
final class ModuleParameterListPlain implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.PARAMETERS_IN_LIST) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`self."
                      + slip.code()
                      + "` is a plain list: its parameters are not registered in `"
                      + slip.subject()
                      + "`",
                  "it is used here")
              .withFix(
                  StructureFinding.fix(slip, "wrap it in a `ParameterList`", Fix.Safety.SAFE)));
    }
  }
}
