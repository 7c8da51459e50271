package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LossSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.Optional;

/** A divergence takes its target for logarithms or for probabilities, and it is the other. */
final class KldivLogTargetMismatch implements Rule<LossSlip> {

  private static final RuleId ID = new RuleId("kldiv-log-target-mismatch");

  @Override
  public Class<LossSlip> subject() {
    return LossSlip.class;
  }

  @Override
  public void check(LossSlip slip, RuleContext context) {
    message(slip)
        .ifPresent(
            message ->
                context.report(
                    Finding.of(ID, slip.place(), message)
                        .withRelated(
                            slip.other().map(place -> new Related(place, "it is computed here")))
                        .withFix(
                            slip.repair()
                                .map(
                                    edit ->
                                        new Fix(
                                            "say what the target is",
                                            Fix.Safety.UNSAFE,
                                            List.of(edit))))));
  }

  private static Optional<String> message(LossSlip slip) {
    return switch (slip.kind()) {
      case TARGET_IS_LOGARITHM ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` holds logarithms, and the divergence takes its target for probabilities");
      case TARGET_IS_PROBABILITY ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` holds probabilities, and the divergence is told that its target is"
                  + " logarithms");
      case BATCH_BEFORE_TIME, NOT_REDUCED, UNDER_AUTOCAST, WEIGHTS_MISCOUNTED -> Optional.empty();
    };
  }
}
