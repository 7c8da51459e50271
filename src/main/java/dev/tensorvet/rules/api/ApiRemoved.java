package dev.tensorvet.rules.api;

import dev.tensorvet.facts.RetiredUse;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** Code uses what versions of a library that the project allows do not have. */
final class ApiRemoved implements Rule<RetiredUse> {

  private static final RuleId ID = new RuleId("api-removed");

  @Override
  public Class<RetiredUse> subject() {
    return RetiredUse.class;
  }

  @Override
  public void check(RetiredUse use, RuleContext context) {
    if (use.isGone() == Proof.NO) {
      return;
    }
    Finding finding = RetiredFinding.of(ID, use, what(use));
    context.report(use.isGone() == Proof.YES ? finding : finding.withLevelAtMost(Level.WARNING));
  }

  private static String what(RetiredUse use) {
    String removed =
        " is gone from "
            + use.library()
            + " "
            + use.retirement().removed().orElseThrow()
            + use.retirement().returned().map(back -> " until " + back).orElse("");
    if (use.isGone() == Proof.YES) {
      return removed + ", and the project needs " + RetiredFinding.stated(use);
    }
    return use.stated().range().isOpen()
        ? removed + ", and the project does not say which version it needs"
        : removed + ", which the project allows: it needs " + RetiredFinding.stated(use);
  }
}
