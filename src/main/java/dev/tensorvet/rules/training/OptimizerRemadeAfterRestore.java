package dev.tensorvet.rules.training;

import dev.tensorvet.facts.ForgottenState;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** An optimizer is restored, and another one is made that trains. */
final class OptimizerRemadeAfterRestore implements Rule<ForgottenState> {

  private static final RuleId ID = new RuleId("optimizer-remade-after-restore");

  @Override
  public Class<ForgottenState> subject() {
    return ForgottenState.class;
  }

  @Override
  public void check(ForgottenState state, RuleContext context) {
    SiteFinding.at(
            ID,
            state.file(),
            state.load(),
            "the optimizer that gets this state never steps: another one is made in its place, and"
                + " begins anew",
            "the state is loaded here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(new Related(state.made(), "this one steps")))
        .ifPresent(context::report);
  }
}
