package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What a function gives is applied, which is nothing. */
final class ApplyCalledNotPassed implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.NOTHING_APPLIED) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`"
                      + slip.code()
                      + "` is called here, and gives nothing to apply: the function itself is"
                      + " meant",
                  "it is defined here")
              .withFix(StructureFinding.fix(slip, "give the function", Fix.Safety.SAFE)));
    }
  }
}
