package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model is bound to one kind of device. */
final class DeviceHardcodedInModel implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.DEVICE_WRITTEN) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`"
                  + slip.subject()
                  + "` runs on CUDA alone: `"
                  + slip.code()
                  + "` stands in its own code",
              "and here"));
    }
  }
}
