package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ModuleSlip;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.CallArgument;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Elements are dropped when the model is evaluated, too. */
final class DropoutAlwaysOn implements Rule<ModuleSlip> {

  private static final RuleId ID = new RuleId("dropout-always-on");

  @Override
  public Class<ModuleSlip> subject() {
    return ModuleSlip.class;
  }

  @Override
  public void check(ModuleSlip slip, RuleContext context) {
    switch (slip.kind()) {
      case DROPS_ALWAYS ->
          context.report(
              Finding.of(
                      ID,
                      slip.place(),
                      "`"
                          + slip.code()
                          + "` is not told when the model is evaluated, and drops elements then as"
                          + " well")
                  .withFix(
                      slip.rewrite()
                          .flatMap(flag -> CallArgument.add(slip.place(), flag, Fix.Safety.SAFE))));
      case DROPS_BY_NEW_LAYER ->
          context.report(
              Finding.of(
                      ID,
                      slip.place(),
                      "this `"
                          + slip.subject()
                          + "` is new at each call and no part of the model: `eval()` does not"
                          + " reach it, and it always drops elements")
                  .withRelated(
                      slip.other().stream().map(p -> new Related(p, "it is made here")).toList()));
      case NEW_WEIGHTS, NOT_REGISTERED, MOVED_BY_HAND, FLOAT_SIZE -> {}
    }
  }
}
