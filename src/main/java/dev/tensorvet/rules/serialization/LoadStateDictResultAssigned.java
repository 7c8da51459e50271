package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateResult;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** What putting a state into a module gives is taken for the module. */
final class LoadStateDictResultAssigned implements Rule<StateResult> {

  private static final RuleId ID = new RuleId("load-state-dict-result-assigned");

  @Override
  public Class<StateResult> subject() {
    return StateResult.class;
  }

  @Override
  public void check(StateResult result, RuleContext context) {
    String message =
        "`load_state_dict` changes its module and gives back the keys that did not fit, not the"
            + " module: "
            + result
                .target()
                .map(target -> "`" + target + "` is no model from here on")
                .orElseGet(() -> "these have no `" + result.member().orElse("such member") + "`");
    context.report(
        Finding.of(ID, result.call(), message)
            .withCertainty(result.certainty())
            .withFix(result.assignment().map(LoadStateDictResultAssigned::remove)));
  }

  private static Fix remove(Span assignment) {
    return new Fix("keep the module", Fix.Safety.SAFE, List.of(new TextEdit(assignment, "")));
  }
}
