package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A class, or a list, stands where a layer is meant. */
final class ModuleClassNotInstance implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.CLASS_CALLED) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`self."
                      + slip.subject()
                      + "` is the class `"
                      + slip.code()
                      + "`, not a layer: calling it makes one and does not run it",
                  "it is called here")
              .withFix(StructureFinding.fix(slip, "make a layer", Fix.Safety.SAFE)));
    }
    if (slip.kind() == StructureSlip.Kind.CLASS_AMONG_LAYERS) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`" + slip.code() + "` is a class, not a layer: PyTorch refuses it",
                  "")
              .withFix(StructureFinding.fix(slip, "make a layer", Fix.Safety.SAFE)));
    }
    if (slip.kind() == StructureSlip.Kind.FUNCTION_AMONG_LAYERS) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`" + slip.code() + "` is a function, not a layer: PyTorch refuses it",
              ""));
    }
    if (slip.kind() == StructureSlip.Kind.LIST_AMONG_LAYERS) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`"
                      + slip.code().lines().findFirst().orElse("")
                      + "` is a list, where layers are asked for one by one: PyTorch refuses it",
                  "")
              .withFix(StructureFinding.fix(slip, "unpack it", Fix.Safety.SAFE)));
    }
  }
}
