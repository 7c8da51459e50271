package dev.tensorvet.rules.model;

import dev.tensorvet.facts.LayerSlip;
import dev.tensorvet.facts.LayerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A recurrent network of one layer is told to drop between its layers. */
final class RnnDropoutSingleLayer implements Rule<LayerSlip> {

  @Override
  public Class<LayerSlip> subject() {
    return LayerSlip.class;
  }

  @Override
  public void check(LayerSlip slip, RuleContext context) {
    if (slip.kind() == Kind.DROPOUT_IDLE) {
      context.report(
          Finding.of(
                  id(),
                  slip.place(),
                  "`"
                      + slip.code()
                      + "` drops what lies between its layers, and has one: nothing is dropped")
              .withFix(fix(slip.place())));
    }
  }

  /** Takes the argument away, with the comma before it. */
  private static Optional<Fix> fix(Place argument) {
    String before = argument.file().text(new Span(0, argument.span().start())).stripTrailing();
    return before.endsWith(",")
        ? Optional.of(
            new Fix(
                "leave the dropout out",
                Fix.Safety.SAFE,
                List.of(new TextEdit(new Span(before.length() - 1, argument.span().end()), ""))))
        : Optional.empty();
  }
}
