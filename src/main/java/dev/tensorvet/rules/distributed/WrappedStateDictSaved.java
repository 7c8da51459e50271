package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** The state of a wrapped model is saved, and loaded into the model without its wrapper. */
final class WrappedStateDictSaved implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("wrapped-state-dict-saved");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NAMES_OF_WRAPPER) {
      int end = slip.place().span().start() + slip.subject().length();
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "the names in the state of `"
                      + slip.subject()
                      + "` begin with `module.` here, and it is loaded into the model before it is"
                      + " wrapped: no key fits")
              .withRelated(slip.other().map(place -> new Related(place, "it is wrapped here")))
              .withFix(
                  new Fix(
                      "save the state of the model itself",
                      Fix.Safety.SAFE,
                      List.of(new TextEdit(new Span(end, end), "." + Wrapper.INNER)))));
    }
  }
}
