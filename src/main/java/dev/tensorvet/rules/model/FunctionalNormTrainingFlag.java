package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A function normalises by the batch when the model is evaluated, too. */
final class FunctionalNormTrainingFlag implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.ALWAYS_BY_BATCH) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`"
                      + slip.code()
                      + "` is told `True`: it normalises by the batch when the model is evaluated,"
                      + " too",
                  "")
              .withFix(StructureFinding.fix(slip, "ask the module", Fix.Safety.SAFE)));
    }
  }
}
