package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.DtypeSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A small number that keeps a division from zero is zero in sixteen bits. */
final class EpsUnderflowHalf implements Rule<DtypeSlip> {

  private static final RuleId ID = new RuleId("eps-underflow-half");

  @Override
  public Class<DtypeSlip> subject() {
    return DtypeSlip.class;
  }

  @Override
  public void check(DtypeSlip slip, RuleContext context) {
    message(slip)
        .ifPresent(
            message ->
                context.report(
                    Finding.of(ID, slip.place(), message)
                        .withRelated(
                            slip.other()
                                .map(place -> new Related(place, "it is of sixteen bits here")))));
  }

  private static Optional<String> message(DtypeSlip slip) {
    return switch (slip.kind()) {
      case EPSILON_VANISHES ->
          Optional.of(
              "`" + slip.subject() + "` is zero in sixteen bits, and keeps nothing from zero");
      case EPSILON_OF_OPTIMIZER_VANISHES ->
          Optional.of(
              "what `"
                  + slip.subject()
                  + "` adds before it divides is zero for weights of sixteen bits: the first"
                  + " gradient of zero makes them NaN");
      case MEAN_OF_WHOLES, MASK_OVERFLOWS -> Optional.empty();
    };
  }
}
