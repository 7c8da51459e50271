package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.BackwardPass;
import dev.tensorvet.facts.CodeLayout;
import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LineInsert;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.Optional;

/** A model is evaluated with graphs that nothing walks back. */
final class EvalMissingNoGrad implements Rule<ModelTrace> {

  private static final RuleId ID = new RuleId("eval-missing-no-grad");

  @Override
  public Class<ModelTrace> subject() {
    return ModelTrace.class;
  }

  @Override
  public void check(ModelTrace trace, RuleContext context) {
    if (!trace.isTrained()) {
      return;
    }
    Evaluations.wrong(trace, node -> trace.event(node).kind() == ModelEvent.Kind.FORWARD)
        .forEach(node -> report(trace, node, context));
  }

  private static void report(ModelTrace trace, int node, RuleContext context) {
    SiteFinding.at(
            ID,
            trace.file(),
            trace.event(node).site(),
            "`"
                + trace.name()
                + "` is evaluated with a graph that nothing walks back:"
                + " without `torch.no_grad()` it costs memory and time",
            "it runs here")
        .map(finding -> finding.withCertainty(trace.certainty()).withFix(fix(trace, node, context)))
        .ifPresent(context::report);
  }

  /** A decorator, where all that a function does is to evaluate, whoever calls it. */
  private static Optional<Fix> fix(ModelTrace trace, int node, RuleContext context) {
    Place call = trace.place(node);
    CodeLayout layout = context.facts().all(CodeLayout.class).getFirst();
    Optional<String> name = trace.event(node).name();
    // A method of the model itself may serve its training in programs that are not seen here.
    boolean isOfOthers = name.filter(n -> !n.equals("self")).isPresent();
    boolean isHere = call.file() == trace.file() && trace.isCalledAsEvaluation(node);
    return isOfOthers && isHere
        ? layout
            .functionWithoutGradients(call)
            .filter(function -> onlyEvaluates(function, context))
            .flatMap(
                function ->
                    layout
                        .graphlessDecorator(function)
                        .flatMap(code -> LineInsert.before(function, code, Fix.Safety.SAFE)))
        : Optional.empty();
  }

  private static boolean onlyEvaluates(Place function, RuleContext context) {
    return context.facts().all(BackwardPass.class).stream()
            .noneMatch(pass -> pass.site().isIn(function))
        && context.facts().all(ModelTrace.class).stream()
            .noneMatch(
                trace ->
                    trace.happensIn(
                        function,
                        ModelEvent.Kind.TRAINING_FORWARD,
                        ModelEvent.Kind.GRADIENT_FORWARD,
                        ModelEvent.Kind.STEP,
                        ModelEvent.Kind.STEP_OF_OTHERS,
                        ModelEvent.Kind.SWITCH));
  }
}
