package dev.tensorvet.rules.api;

import dev.tensorvet.facts.RetiredUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** Code uses what a library will not have for ever. */
final class ApiDeprecated implements Rule<RetiredUse> {

  private static final RuleId ID = new RuleId("api-deprecated");

  @Override
  public Class<RetiredUse> subject() {
    return RetiredUse.class;
  }

  @Override
  public void check(RetiredUse use, RuleContext context) {
    if (use.isGone() == Proof.NO && use.isDeprecated()) {
      context.report(
          RetiredFinding.of(
              ID,
              use,
              " is deprecated since "
                  + use.library()
                  + " "
                  + use.retirement().deprecated().orElseThrow()));
    }
  }
}
