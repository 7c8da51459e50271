package dev.tensorvet.rules.notebook;

import dev.tensorvet.facts.NotebookSlip;
import dev.tensorvet.facts.NotebookSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A name is used that only a later cell defines. */
final class NbUseBeforeDefine implements Rule<NotebookSlip> {

  private static final RuleId ID = new RuleId("nb-use-before-define");

  @Override
  public Class<NotebookSlip> subject() {
    return NotebookSlip.class;
  }

  @Override
  public void check(NotebookSlip slip, RuleContext context) {
    if (slip.kind() == Kind.DEFINED_BELOW) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` is defined only further down, so a run from top to bottom fails here")
              .withRelated(slip.other().map(place -> new Related(place, "it is defined here"))));
    }
  }
}
