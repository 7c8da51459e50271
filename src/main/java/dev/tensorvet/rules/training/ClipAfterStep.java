package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.StrayClip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LineMove;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** Gradients are clipped when the optimizer has used them already. */
final class ClipAfterStep implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("clip-after-step");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    for (int clip : trace.nodes(Kind.CLIP).toArray()) {
      boolean hasBackward = Turn.fills(trace).findFirst().isPresent();
      if (hasBackward
          && Turn.isAt(trace, clip, Turn.STEPPED)
          && !isMeantForOther(trace.event(clip).site(), context)) {
        int step = Turn.steps(trace).filter(n -> n < clip).max().orElse(clip);
        TraceFinding.at(
                ID,
                trace,
                clip,
                "gradients are clipped after `"
                    + trace.name()
                    + ".step()` has used them, so that clipping changes nothing",
                List.of(trace.related(step, "the gradients are used here")))
            .map(f -> f.withFix(LineMove.fix(trace, clip, step, false)))
            .ifPresent(context::report);
      }
    }
  }

  /** Whether the step that a clipping comes before is another's: then its parameters are wrong. */
  private static boolean isMeantForOther(Site clip, RuleContext context) {
    return context.facts().all(StrayClip.class).stream()
        .anyMatch(stray -> stray.clip().equals(clip));
  }
}
