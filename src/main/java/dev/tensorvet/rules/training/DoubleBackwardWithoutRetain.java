package dev.tensorvet.rules.training;

import dev.tensorvet.facts.BackwardPass;
import dev.tensorvet.facts.GraphUse;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A graph is walked back a second time, after the first pass has freed it. */
final class DoubleBackwardWithoutRetain implements Rule<BackwardPass> {

  private static final RuleId ID = new RuleId("double-backward-without-retain");

  @Override
  public Class<BackwardPass> subject() {
    return BackwardPass.class;
  }

  @Override
  public void check(BackwardPass pass, RuleContext context) {
    if (pass.graph() != GraphUse.FREED || pass.reusedAt().isEmpty()) {
      return;
    }
    String message =
        switch (pass.reuse()) {
          case EACH_TURN ->
              "this backward pass fails in the second turn of the loop: the graph was built before"
                  + " the loop, and the first turn frees it";
          case NEXT_TURN ->
              "this backward pass fails in the second turn of the loop: it goes on into the graph"
                  + " of the first turn, which is freed";
          case OTHER_PASS ->
              "this backward pass frees a graph that a later one walks back too, so that the later"
                  + " one fails";
          case NEVER, UNKNOWN -> "";
        };
    if (!message.isEmpty()) {
      Related reused =
          new Related(pass.reusedAt().get().place(), "this result is part of the graph both times");
      SiteFinding.at(ID, pass.file(), pass.site(), message, "the pass runs here")
          .map(finding -> finding.withCertainty(pass.certainty()).withRelated(reused))
          .ifPresent(context::report);
    }
  }
}
