package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer without weights is made for each pass. */
final class ModuleStatelessConstructedInForward implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.STATELESS_IN_FORWARD) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`"
                  + slip.code()
                  + "` is made anew in each call of `"
                  + slip.subject()
                  + "`: a function or a member does the same",
              ""));
    }
  }
}
