package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.rule.LineInsert;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A gradient scaler takes a step in every turn of a loop, and is never updated in it. */
final class AmpScalerMissingUpdate implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("amp-scaler-missing-update");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    for (int step : trace.nodes(Kind.SCALED_STEP).toArray()) {
      Optional<Loop> loop = trace.graph().loopsAround(step).stream().findFirst();
      if (loop.isPresent() && isNeverUpdated(trace, step, loop.get())) {
        report(trace, step, context);
        return;
      }
    }
  }

  /** Conditions that stay as they are while the loop runs are held at what leads to the step. */
  private static boolean isNeverUpdated(OptimizerTrace trace, int step, Loop loop) {
    BitSet cycle = trace.graph().cycle(loop, trace.graph().fixed(step, loop));
    return cycle.get(step)
        && trace.nodes(Kind.SCALE_UPDATE, Kind.UNKNOWN, Kind.MADE).noneMatch(cycle::get);
  }

  private static void report(OptimizerTrace trace, int step, RuleContext context) {
    Site site = trace.event(step).site();
    Optional<String> update = site.receiver().map(scaler -> scaler + ".update()");
    Optional<Fix> fix =
        update
            .filter(code -> site.place().file() == trace.file())
            .flatMap(code -> LineInsert.behind(site.place(), code, Fix.Safety.SAFE));
    TraceFinding.at(
            ID,
            trace,
            step,
            update.map(code -> "`" + code + "`").orElse("the `update()` of the scaler")
                + " is missing: the second step of `"
                + trace.name()
                + "` with the same scale is an error",
            List.of())
        .map(finding -> finding.withFix(fix))
        .ifPresent(context::report);
  }
}
