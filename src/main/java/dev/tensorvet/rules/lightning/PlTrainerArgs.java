package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A trainer is told to stop early, never, or two things that exclude each other. */
final class PlTrainerArgs implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-trainer-args");

  @Override
  public Class<LightningSlip> subject() {
    return LightningSlip.class;
  }

  @Override
  public void check(LightningSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "clipped here as well"))
        .map(finding -> isAdvice(slip.kind()) ? finding.withLevelAtMost(Level.ADVICE) : finding)
        .ifPresent(context::report);
  }

  private static boolean isAdvice(LightningSlip.Kind kind) {
    return kind == LightningSlip.Kind.ANOMALIES_WATCHED || kind == LightningSlip.Kind.ENDLESS;
  }

  private static Optional<String> message(LightningSlip slip) {
    return switch (slip.kind()) {
      case CUT_SHORT ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` lets the training see a few batches alone: it looks like a trial that was left in");
      case ANOMALIES_WATCHED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` makes each step several times slower: it looks like a trial that was left in");
      case ENDLESS ->
          Optional.of(
              "`" + slip.subject() + "` is not told when to stop: it trains for 1000 epochs");
      case HALF_ON_CPU ->
          Optional.of("`" + slip.subject() + "` is not for the CPU: use `bf16-mixed`");
      case NOT_DETERMINISTIC ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` lets cuDNN choose among its algorithms by their speed, whatever `deterministic=True` says");
      case CLIPPED_TWICE ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` clips gradients that `"
                  + slip.detail()
                  + "` has clipped in its hook already: clip in one place");
      case NO_BEST ->
          Optional.of(
              "there is no best checkpoint: `enable_checkpointing=False` keeps none, and `"
                  + slip.subject()
                  + "` fails");
      default -> Optional.empty();
    };
  }
}
