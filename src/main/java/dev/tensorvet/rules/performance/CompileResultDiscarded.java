package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model is compiled, and nobody takes what that gives. */
final class CompileResultDiscarded implements Rule<Waste> {

  private static final RuleId ID = new RuleId("compile-result-discarded");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.COMPILES_FOR_NOTHING) {
      context.report(
          Finding.of(
              ID,
              waste.place(),
              "`"
                  + waste.code()
                  + "` gives a compiled model and leaves `"
                  + waste.subject()
                  + "` as it is: nobody takes what it gives"));
    }
  }
}
