package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer is kept before the module can keep any. */
final class ModuleAssignBeforeSuperInit implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.KEPT_TOO_EARLY) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`"
                      + slip.code()
                      + "` is kept before `super().__init__()` has run: PyTorch refuses it",
                  "the base is constructed here")
              .withFix(StructureFinding.fix(slip, "move it up", Fix.Safety.SAFE)));
    }
  }
}
