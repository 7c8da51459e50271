package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tensor is made of a list of arrays, number by number. */
final class ListOfNdarrayToTensor implements Rule<Waste> {

  private static final RuleId ID = new RuleId("list-of-ndarray-to-tensor");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.READS_NUMBERS) {
      context.report(
          Finding.of(
              ID,
              waste.place(),
              "of a list of arrays this takes each number by itself, which is very slow: make one array of them first, by `np.array` or `np.stack`"));
    }
  }
}
