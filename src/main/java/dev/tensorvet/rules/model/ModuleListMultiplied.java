package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** One layer stands at several places of a list. */
final class ModuleListMultiplied implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.ONE_LAYER_REPEATED) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "this repeats one layer, `"
                  + slip.subject().lines().findFirst().orElse("")
                  + "`: all places share its weights",
              ""));
    }
  }
}
