package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer is made of a tensor, where it was to be called with it. */
final class ModuleCtorAppliedToTensor implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.MADE_OF_TENSOR) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`"
                      + slip.code()
                      + "` is made of `"
                      + slip.subject()
                      + "`, and not called with it",
                  "")
              .withFix(StructureFinding.fix(slip, "make it, then call it", Fix.Safety.SAFE)));
    }
  }
}
