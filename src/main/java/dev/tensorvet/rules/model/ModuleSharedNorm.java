package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Two layers share the statistics of one normalisation. */
final class ModuleSharedNorm implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.SHARED_STATISTICS) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`"
                  + slip.code()
                  + "` normalises what `"
                  + slip.subject()
                  + "` give: its running statistics are those of neither",
              "it is used here as well"));
    }
  }
}
