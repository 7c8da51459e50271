package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A method is named, and not called. */
final class MethodNotCalled implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.NOT_CALLED) {
      context.report(
          StructureFinding.of(
                  id(), slip, "`" + slip.code() + "` is named, and not called: nothing happens", "")
              .withFix(StructureFinding.fix(slip, "call it", Fix.Safety.SAFE)));
    }
    if (slip.kind() == StructureSlip.Kind.METHOD_SAVED) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`" + slip.code() + "` is the method, not the state: it is not called",
                  "")
              .withFix(StructureFinding.fix(slip, "call it", Fix.Safety.SAFE)));
    }
  }
}
