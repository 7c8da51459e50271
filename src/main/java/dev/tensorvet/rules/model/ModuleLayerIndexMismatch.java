package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The layer of another step is used. */
final class ModuleLayerIndexMismatch implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.WRONG_INDEX) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`"
                      + slip.code()
                      + "` is used here again, and nothing uses `"
                      + slip.subject()
                      + "`",
                  "it is made here")
              .withFix(StructureFinding.fix(slip, "use the other", Fix.Safety.UNSAFE)));
    }
  }
}
