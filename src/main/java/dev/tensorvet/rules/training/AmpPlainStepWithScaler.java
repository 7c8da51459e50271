package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.LineInsert;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gradients that a gradient scaler has scaled are used as if they were not. */
final class AmpPlainStepWithScaler implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("amp-plain-step-with-scaler");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  private static final Pattern SCALED = Pattern.compile("([\\w.]+)\\.scale\\(");

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    if (trace.nodes(Kind.SCALED_BACKWARD).findAny().isEmpty()) {
      return;
    }
    Typestate<Scale> scales = Typestate.solve(trace.graph(), Scale.PLAIN, List.of(), Scale::after);
    for (int step : trace.nodes(Kind.STEP).toArray()) {
      if (scales.only(step, EnumSet.of(Scale.SCALED))
          && !isReadBefore(trace, step)
          && !isChosen(trace, step)) {
        int backward = trace.nodes(Kind.SCALED_BACKWARD).findFirst().orElse(step);
        TraceFinding.at(
                ID,
                trace,
                step,
                "`"
                    + trace.name()
                    + "` uses gradients that are still scaled, tens of thousands of times too large",
                List.of(trace.related(backward, "the loss is scaled here")))
            .map(finding -> finding.withFix(fix(trace, step, backward)))
            .ifPresent(context::report);
      }
    }
  }

  /** The program asks whether to step with the scaler: it knows when there is none to use. */
  private static boolean isChosen(OptimizerTrace trace, int step) {
    return trace.nodes(Kind.SCALED_STEP).anyMatch(scaled -> trace.graph().excludes(scaled, step));
  }

  /** Who reads gradients may take the scale out of them in place. */
  private static boolean isReadBefore(OptimizerTrace trace, int step) {
    return trace.nodes(Kind.READ).anyMatch(read -> read < step);
  }

  /** The scaler takes the step, with the names that the code gives it and the optimizer. */
  private static Optional<Fix> fix(OptimizerTrace trace, int step, int backward) {
    Site site = trace.event(step).site();
    Site scaled = trace.event(backward).site();
    Place place = site.place();
    Matcher scaler = SCALED.matcher(scaled.place().file().text(scaled.span()));
    boolean isTogether = site.calls().equals(scaled.calls()) && place.file() == trace.file();
    String call = place.file().text(place.span());
    if (!isTogether || !scaler.lookingAt() || !call.equals(trace.name() + ".step()")) {
      return Optional.empty();
    }
    String scaledStep = scaler.group(1) + ".step(" + trace.name() + ")";
    boolean isUpdated = trace.nodes(Kind.SCALE_UPDATE).findAny().isPresent();
    Optional<String> indent = LineInsert.indent(place);
    if (!isUpdated && indent.isEmpty()) {
      return Optional.empty();
    }
    String text =
        isUpdated ? scaledStep : scaledStep + "\n" + indent.get() + scaler.group(1) + ".update()";
    return Optional.of(
        new Fix(
            "step with `" + scaledStep + "`",
            Fix.Safety.SAFE,
            List.of(new TextEdit(place.span(), text))));
  }
}
