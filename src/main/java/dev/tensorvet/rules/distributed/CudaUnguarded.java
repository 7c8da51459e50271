package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.DeviceFallback;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A graphics card is used where there is none. */
final class CudaUnguarded implements Rule<DeviceFallback> {

  private static final RuleId ID = new RuleId("cuda-unguarded");

  @Override
  public Class<DeviceFallback> subject() {
    return DeviceFallback.class;
  }

  @Override
  public void check(DeviceFallback fallback, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                fallback.place(),
                "this is for a machine without a graphics card, and asks for one: what is put there"
                    + " raises an error")
            .withRelated(List.of(new Related(fallback.question(), "it is asked here")))
            .withFix(repair(fallback)));
  }

  /** Of two devices that were swapped, one alone is not to be changed. */
  private static Optional<Fix> repair(DeviceFallback fallback) {
    return fallback.isNegated()
        ? Optional.empty()
        : Optional.of(
            new Fix(
                "use the CPU",
                Fix.Safety.SAFE,
                List.of(new TextEdit(fallback.place().span(), "\"cpu\""))));
  }
}
