package dev.tensorvet.rules.notebook;

import dev.tensorvet.facts.NotebookSlip;
import dev.tensorvet.facts.NotebookSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A key to a service is printed. */
final class NbSecretsInOutput implements Rule<NotebookSlip> {

  private static final RuleId ID = new RuleId("nb-secrets-in-output");

  @Override
  public Class<NotebookSlip> subject() {
    return NotebookSlip.class;
  }

  @Override
  public void check(NotebookSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SHOWS_SECRET) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "what this cell printed holds what looks like a key: " + slip.subject()));
    }
  }
}
