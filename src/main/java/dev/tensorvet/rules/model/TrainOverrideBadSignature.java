package dev.tensorvet.rules.model;

import dev.tensorvet.facts.StructureSlip;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A module's own {@code train} cannot be called by {@code eval}. */
final class TrainOverrideBadSignature implements Rule<StructureSlip> {

  @Override
  public Class<StructureSlip> subject() {
    return StructureSlip.class;
  }

  @Override
  public void check(StructureSlip slip, RuleContext context) {
    if (slip.kind() == StructureSlip.Kind.TRAIN_TAKES_NOTHING) {
      context.report(
          StructureFinding.of(
              id(),
              slip,
              "`eval()` calls `train(False)`, which this `train` of `"
                  + slip.subject()
                  + "` does not take",
              ""));
    }
  }
}
