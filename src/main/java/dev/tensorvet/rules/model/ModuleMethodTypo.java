package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A method is nearly named as PyTorch calls it. */
final class ModuleMethodTypo implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.METHOD_MISSPELT) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "nothing calls `" + slip.code() + "`: `" + slip.subject() + "` is meant",
                  "")
              .withFix(StructureFinding.fix(slip, "rename it", Fix.Safety.UNSAFE)));
    }
  }
}
