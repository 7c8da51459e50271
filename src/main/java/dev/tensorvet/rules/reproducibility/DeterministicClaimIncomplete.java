package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.SeedUse;
import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Only repeatable algorithms are allowed, and the library that multiplies is not set up so. */
final class DeterministicClaimIncomplete implements Rule<SeedUse> {

  private static final RuleId ID = new RuleId("deterministic-claim-incomplete");

  @Override
  public Class<SeedUse> subject() {
    return SeedUse.class;
  }

  @Override
  public void check(SeedUse seedUse, RuleContext context) {
    if (seedUse.kind() == Kind.LIBRARY_NOT_TOLD) {
      context.report(
          Finding.of(
              ID,
              seedUse.place(),
              "on a GPU the first multiplication of matrices raises a `RuntimeError` after this, unless the environment has `CUBLAS_WORKSPACE_CONFIG=:4096:8`: set it before CUDA starts"));
    }
  }
}
