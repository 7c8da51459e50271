package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What a forward pass computes last is lost. */
final class ModuleForwardMissingReturn implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.NOT_RETURNED) {
      context.report(
          StructureFinding.of(
              id(), slip, "`forward` returns nothing: it ends with `" + slip.code() + "`", ""));
    }
    if (slip.kind() == StructureSlip.Kind.NOT_RETURNED_ON_A_WAY) {
      context.report(
          StructureFinding.of(
              id(), slip, "`forward` ends here without a `return`, and gives `None`", ""));
    }
  }
}
