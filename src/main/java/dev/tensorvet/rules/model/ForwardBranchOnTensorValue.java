package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ValueBranch;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model decides by the value of a tensor, and is recorded or compiled. */
final class ForwardBranchOnTensorValue implements Rule<ValueBranch> {

  @Override
  public Class<ValueBranch> subject() {
    return ValueBranch.class;
  }

  @Override
  public void check(ValueBranch branch, RuleContext context) {
    Finding finding =
        Finding.of(
                id(),
                branch.place(),
                "the way depends on the value of a tensor: "
                    + (branch.isRecorded()
                        ? "the recorded model takes that of its example for every input"
                        : "the compiled model is cut in two here, and waits for the value"))
            .withRelated(
                new Related(
                    branch.made(),
                    branch.isRecorded() ? "it is recorded here" : "it is compiled here"));
    context.report(branch.isRecorded() ? finding : finding.withLevelAtMost(Level.ADVICE));
  }
}
