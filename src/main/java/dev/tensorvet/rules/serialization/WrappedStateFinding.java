package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** The state of a wrapper is saved, where that of the model in it is wanted. */
final class WrappedStateFinding {

  private WrappedStateFinding() {}

  /**
   * @param inner what the wrapper calls the model
   * @param why what is wrong with its name before each name of the state
   * @param wrapping what is done to the model where it is wrapped
   */
  static Finding of(RuleId rule, StateSlip slip, String inner, String why, String wrapping) {
    int end = slip.place().span().start() + slip.subject().length();
    return Finding.of(
            rule,
            slip.place(),
            "the names in the state of `" + slip.subject() + "` begin with `" + inner + ".`" + why)
        .withRelated(slip.other().map(place -> new Related(place, wrapping)))
        .withFix(
            new Fix(
                "save the state of the model itself",
                Fix.Safety.SAFE,
                List.of(new TextEdit(new Span(end, end), "." + inner))));
  }
}
