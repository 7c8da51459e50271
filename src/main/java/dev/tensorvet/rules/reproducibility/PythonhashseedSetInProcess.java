package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.SeedUse;
import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The seed of hashes is set in a process that has its hashes already. */
final class PythonhashseedSetInProcess implements Rule<SeedUse> {

  private static final RuleId ID = new RuleId("pythonhashseed-set-in-process");

  @Override
  public Class<SeedUse> subject() {
    return SeedUse.class;
  }

  @Override
  public void check(SeedUse use, RuleContext context) {
    if (use.kind() == Kind.HASHES) {
      context.report(
          Finding.of(
              ID,
              use.place(),
              "`PYTHONHASHSEED` is read when Python starts: set from here, it changes nothing in this"
                  + " process"));
    }
  }
}
