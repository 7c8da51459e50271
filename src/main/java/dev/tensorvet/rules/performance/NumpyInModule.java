package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model makes arrays of its tensors, in each forward pass. */
final class NumpyInModule implements Rule<Waste> {

  private static final RuleId ID = new RuleId("numpy-in-module");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste slip, RuleContext context) {
    if (slip.kind() == Kind.COMPUTES_WITH_ARRAYS) {
      context.report(Finding.of(ID, slip.place(), "`" + slip.subject() + "` becomes an array: the model waits until it is on the CPU, and no gradient comes back from there"));
    }
  }
}
