package dev.tensorvet.rules.notebook;

import dev.tensorvet.facts.NotebookSlip;
import dev.tensorvet.facts.NotebookSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A cell last ran before the one above it that gives a variable its value. */
final class NbExecutionOrder implements Rule<NotebookSlip> {

  private static final RuleId ID = new RuleId("nb-execution-order");

  @Override
  public Class<NotebookSlip> subject() {
    return NotebookSlip.class;
  }

  @Override
  public void check(NotebookSlip slip, RuleContext context) {
    if (slip.kind() == Kind.RAN_BEFORE) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "this cell last ran before the one above it that gives `"
                      + slip.subject()
                      + "` its value, so what it shows is of another one")
              .withRelated(slip.other().map(place -> new Related(place, "this ran later"))));
    }
  }
}
