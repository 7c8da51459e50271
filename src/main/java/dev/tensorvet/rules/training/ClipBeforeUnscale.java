package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gradients that a gradient scaler has scaled are clipped as if they were not. */
final class ClipBeforeUnscale implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("clip-before-unscale");
  private static final Pattern SCALED_STEP =
      Pattern.compile("([\\w.]+)\\.step\\(\\s*([\\w.]+)\\s*[,)]");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    if (trace.nodes(Kind.SCALED_STEP).findFirst().isEmpty()) {
      return;
    }
    Typestate<Scale> scales = Typestate.solve(trace.graph(), Scale.PLAIN, List.of(), Scale::after);
    for (int clip : trace.nodes(Kind.CLIP).toArray()) {
      if (scales.only(clip, EnumSet.of(Scale.SCALED))) {
        report(trace, clip, context);
      }
    }
  }

  private static void report(OptimizerTrace trace, int clip, RuleContext context) {
    int backward = trace.nodes(Kind.SCALED_BACKWARD).findFirst().orElse(clip);
    int step = trace.nodes(Kind.SCALED_STEP).findFirst().orElse(clip);
    Optional<Finding> finding =
        TraceFinding.at(
            ID,
            trace,
            clip,
            "the gradients of `"
                + trace.name()
                + "` are clipped while they are scaled"
                + line(trace, step).map(l -> ": `" + l + "` must come first").orElse(""),
            List.of(
                trace.related(backward, "the loss is scaled here"),
                trace.related(step, "the scale is taken out here")));
    Optional<Fix> fix = fix(trace, clip, step);
    finding.map(f -> f.withFix(fix)).ifPresent(context::report);
  }

  /** The call that takes the scale out, with the names that the step uses. */
  private static Optional<String> line(OptimizerTrace trace, int step) {
    Place use = trace.event(step).site().place();
    Matcher names = SCALED_STEP.matcher(use.file().text(use.span()));
    return names.lookingAt()
        ? Optional.of(names.group(1) + ".unscale_(" + names.group(2) + ")")
        : Optional.empty();
  }

  /** The scaler and the optimizer are called what they are called at the step. */
  private static Optional<Fix> fix(OptimizerTrace trace, int clip, int step) {
    Place at = trace.event(clip).site().place();
    boolean isTogether =
        trace.event(clip).site().calls().equals(trace.event(step).site().calls())
            && at.file() == trace.file();
    int start = at.file().lines().start(at.file().lines().line(at.span().start()));
    String indent = at.file().text().substring(start, at.span().start());
    // A second unscale_ before the step would raise an error.
    boolean isUnscaledLater = trace.nodes(Kind.UNSCALE).anyMatch(n -> n > clip && n < step);
    Optional<String> call = line(trace, step);
    if (!isTogether || isUnscaledLater || call.isEmpty() || !indent.isBlank()) {
      return Optional.empty();
    }
    String line = call.get();
    return Optional.of(
        new Fix(
            "insert `" + line + "` before the clipping",
            Fix.Safety.SAFE,
            List.of(
                new TextEdit(
                    new Span(at.span().start(), at.span().start()), line + "\n" + indent))));
  }
}
