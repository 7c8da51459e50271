package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A stopwatch is read before a graphics card has done what is timed. */
final class GpuTimingWithoutSync implements Rule<Waste> {

  private static final RuleId ID = new RuleId("gpu-timing-without-sync");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste subject, RuleContext context) {
    if (subject.kind() == Kind.TIMES_LAUNCH) {
      context.report(
          Finding.of(
                  ID,
                  subject.place(),
                  "`"
                      + subject.code()
                      + "` returns when the GPU has been told what to do, and nothing waits for it"
                      + " before the time is taken: call `torch.cuda.synchronize()`")
              .withRelated(
                  subject.receiver().map(place -> new Related(place, "the time is taken here"))));
    }
  }
}
