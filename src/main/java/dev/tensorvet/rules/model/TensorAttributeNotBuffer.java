package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ModuleSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A tensor that a model computes with is a plain member. */
final class TensorAttributeNotBuffer implements Rule<ModuleSlip> {

  private static final RuleId ID = new RuleId("tensor-attribute-not-buffer");

  @Override
  public Class<ModuleSlip> subject() {
    return ModuleSlip.class;
  }

  @Override
  public void check(ModuleSlip slip, RuleContext context) {
    message(slip)
        .ifPresent(
            message ->
                context.report(
                    Finding.of(ID, slip.place(), message)
                        .withRelated(
                            slip.other()
                                .map(place -> new Related(place, "it is moved by hand here")))));
  }

  private static Optional<String> message(ModuleSlip slip) {
    return switch (slip.kind()) {
      case NOT_REGISTERED ->
          Optional.of(
              "`self."
                  + slip.subject()
                  + "` is no buffer: it stays where it is when the model is moved, and is not saved"
                  + " with it");
      case MOVED_BY_HAND ->
          Optional.of(
              "`self."
                  + slip.subject()
                  + "` is no buffer: it is moved by hand, which `cuda()` and a model around this one"
                  + " do not call, and is not saved");
      case DROPS_ALWAYS, DROPS_BY_NEW_LAYER, NEW_WEIGHTS, FLOAT_SIZE -> Optional.empty();
    };
  }
}
