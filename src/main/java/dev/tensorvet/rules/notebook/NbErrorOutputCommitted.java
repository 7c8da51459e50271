package dev.tensorvet.rules.notebook;

import dev.tensorvet.facts.NotebookSlip;
import dev.tensorvet.facts.NotebookSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The last run of a cell ended with an error. */
final class NbErrorOutputCommitted implements Rule<NotebookSlip> {

  private static final RuleId ID = new RuleId("nb-error-output-committed");

  @Override
  public Class<NotebookSlip> subject() {
    return NotebookSlip.class;
  }

  @Override
  public void check(NotebookSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ENDS_WITH_ERROR) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "the last run of this cell ended with " + error(slip) + ", and it is saved so"));
    }
  }

  /** A kernel that dies leaves an error without a name. */
  private static String error(NotebookSlip slip) {
    return slip.subject().isBlank() ? "an error" : "`" + slip.subject() + "`";
  }
}
