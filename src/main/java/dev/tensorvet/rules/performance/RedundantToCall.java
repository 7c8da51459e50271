package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** Something is moved to where it is already. */
final class RedundantToCall implements Rule<Waste> {

  private static final RuleId ID = new RuleId("redundant-to-call");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.MOVES_AGAIN) {
      context.report(
          Finding.of(
                  ID,
                  waste.place(),
                  "`"
                      + waste.code()
                      + "` is on `"
                      + waste.subject()
                      + "` already: moving it again does nothing")
              .withRelated(waste.receiver().map(place -> new Related(place, "it gets there here")))
              .withFix(waste.receiver().flatMap(first -> left(waste, first))));
    }
  }

  /** Leaves out a call behind the one that does it. */
  private static Optional<Fix> left(Waste waste, Place first) {
    return waste.place().span().contains(first.span())
        ? Optional.of(
            new Fix(
                "leave it out",
                Fix.Safety.SAFE,
                List.of(
                    new TextEdit(new Span(first.span().end(), waste.place().span().end()), ""))))
        : Optional.empty();
  }
}
