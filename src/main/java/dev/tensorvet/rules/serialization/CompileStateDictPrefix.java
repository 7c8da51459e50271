package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** The state of a compiled model is saved with the names that compiling gave it. */
final class CompileStateDictPrefix implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("compile-state-dict-prefix");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NAMES_PREFIXED) {
      int end = slip.place().span().start() + slip.subject().length();
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "the names in the state of `"
                      + slip.subject()
                      + "` begin with `_orig_mod.`, as those of the model itself do not")
              .withRelated(slip.other().map(place -> new Related(place, "it is compiled here")))
              .withFix(
                  new Fix(
                      "save the state of the model itself",
                      Fix.Safety.SAFE,
                      List.of(new TextEdit(new Span(end, end), "._orig_mod")))));
    }
  }
}
