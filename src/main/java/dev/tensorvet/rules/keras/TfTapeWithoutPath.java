package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A tape has not recorded how the result depends on what the gradient is asked of. */
final class TfTapeWithoutPath implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("tf-tape-without-path");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    message(slip)
        .ifPresent(
            message ->
                context.report(
                    Finding.of(ID, slip.place(), message)
                        .withRelated(
                            slip.other()
                                .map(place -> new Related(place, "the gradient is asked here")))));
  }

  private static Optional<String> message(KerasSlip slip) {
    String subject = "`" + slip.subject() + "`";
    return switch (slip.kind()) {
      case COMPUTED_BEFORE_TAPE ->
          Optional.of(
              "nothing under this tape is computed with "
                  + subject
                  + ", so its gradients are `None`");
      case NOT_WATCHED ->
          Optional.of(
              "the tape does not watch "
                  + subject
                  + ", which is no variable, so its gradient is `None`: call `tape.watch`");
      case CUT_BY_NUMPY ->
          Optional.of(
              "the tape does not see what NumPy computes in "
                  + subject
                  + ", and no gradient comes through it: use the function of TensorFlow");
      default -> Optional.empty();
    };
  }
}
