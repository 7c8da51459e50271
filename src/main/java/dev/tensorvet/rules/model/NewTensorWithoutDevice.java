package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.CallArgument;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A new tensor of a forward pass stays on the CPU. */
final class NewTensorWithoutDevice implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.TENSOR_WITHOUT_DEVICE) {
      context.report(
          StructureFinding.of(
                  id(),
                  slip,
                  "`"
                      + slip.code()
                      + "` makes a tensor on the CPU, and it meets those of the model",
                  "it meets them here")
              .withFix(
                  Optional.of(slip.subject())
                      .filter(argument -> !argument.isEmpty())
                      .flatMap(
                          argument ->
                              CallArgument.add(slip.place(), argument, Fix.Safety.UNSAFE))));
    }
  }
}
