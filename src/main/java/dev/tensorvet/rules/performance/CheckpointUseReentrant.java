package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.CallArgument;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Activations are computed again in a way that is not said. */
final class CheckpointUseReentrant implements Rule<Waste> {

  private static final RuleId ID = new RuleId("checkpoint-use-reentrant");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.RECOMPUTES) {
      context.report(
          Finding.of(
                  ID,
                  waste.place(),
                  "`"
                      + waste.code()
                      + "` does not say `use_reentrant`: the default is the old way, which warns, and gives no"
                      + " gradients where no input needs one")
              .withFix(
                  waste
                      .receiver()
                      .flatMap(
                          call ->
                              CallArgument.add(
                                  call,
                                  waste.argument().orElse("use_reentrant=False"),
                                  Fix.Safety.UNSAFE))));
    }
  }
}
