package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Each forward pass adds one more hook. */
final class HookRegisteredInForward implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.HOOK_IN_FORWARD) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "each forward pass adds one more hook by `" + slip.code() + "`, and none is removed",
              ""));
    }
  }
}
