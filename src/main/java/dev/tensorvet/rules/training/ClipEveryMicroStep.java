package dev.tensorvet.rules.training;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.CodeLayout;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LineMove;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.Optional;

/** Gradients are clipped after each of the batches whose gradients are summed up. */
final class ClipEveryMicroStep implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("clip-every-micro-step");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    trace
        .nodes(Kind.CLIP, Kind.MAYBE_CLIP)
        .forEach(
            clip ->
                trace.windows().stream()
                    .filter(window -> isPartial(trace, window, clip))
                    .findFirst()
                    .ifPresent(window -> report(trace, window, clip, context)));
  }

  /** Whether what is clipped is the sum of a part of the batches. */
  private static boolean isPartial(OptimizerTrace trace, AccumulationWindow window, int clip) {
    return window.isForEachBatch(clip, trace.graph())
        && window.backwards().stream().anyMatch(backward -> backward < clip);
  }

  private static void report(
      OptimizerTrace trace, AccumulationWindow window, int clip, RuleContext context) {
    TraceFinding.at(
            ID,
            trace,
            clip,
            "gradients are clipped after each batch, while `"
                + trace.name()
                + "` steps once for "
                + window.batches()
                + ": what is clipped is a part of their sum",
            List.of(trace.related(window.step(), "the gradients are used here")))
        .map(finding -> finding.withFix(fix(trace, window, clip, context)))
        .ifPresent(context::report);
  }

  /** To the step, when nothing else sees or uses the gradients. */
  private static Optional<Fix> fix(
      OptimizerTrace trace, AccumulationWindow window, int clip, RuleContext context) {
    Site from = trace.event(clip).site();
    Site to = trace.event(window.step()).site();
    CodeLayout layout = context.facts().all(CodeLayout.class).getFirst();
    boolean isPlain =
        trace.event(clip).kind() == Kind.CLIP
            && trace.event(window.step()).kind() == Kind.STEP
            && trace
                .nodes(Kind.UNSCALE, Kind.OTHER_UNSCALE, Kind.READ, Kind.ZERO, Kind.UNKNOWN)
                .noneMatch(n -> clip < n && n < window.step());
    boolean isHere =
        from.calls().equals(to.calls())
            && from.place().file() == trace.file()
            && to.place().file() == trace.file();
    return isPlain
            && isHere
            && layout.isUnderConditionAfter(from.place(), to.place())
            && context.facts().all(OptimizerTrace.class).stream()
                .filter(other -> clips(other, from.place()))
                .flatMap(other -> Turn.steps(other).mapToObj(n -> other.event(n).site().place()))
                .allMatch(to.place()::equals)
        ? LineMove.into(from.place(), to.place())
        : Optional.empty();
  }

  private static boolean clips(OptimizerTrace trace, Place place) {
    return trace
        .nodes(Kind.CLIP, Kind.MAYBE_CLIP)
        .anyMatch(n -> trace.event(n).site().place().equals(place));
  }
}
