package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A forward pass is run past the hooks. */
final class ModuleForwardCalledDirectly implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.FORWARD_BY_NAME) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`"
                      + slip.code()
                      + ".forward` runs no hooks, and nothing that wraps a module's call: `"
                      + slip.code()
                      + "(...)` does",
                  "")
              .withFix(StructureFinding.fix(slip, "call the module", Fix.Safety.SAFE)));
    }
  }
}
