package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The constructor of the base is not given what it needs. */
final class ModuleMissingSuperInitArgs implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.BASE_NEEDS_MORE) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`"
                  + slip.subject()
                  + ".__init__` needs `"
                  + slip.code()
                  + "`, which this call does not give",
              "it is defined here"));
    }
  }
}
