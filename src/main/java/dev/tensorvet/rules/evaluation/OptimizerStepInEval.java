package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.EvaluationStep;
import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelMode;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.List;

/** A model learns from the samples that it is evaluated on, while it is. */
final class OptimizerStepInEval implements Rule<EvaluationStep> {

  private static final RuleId ID = new RuleId("optimizer-step-in-eval");

  @Override
  public Class<EvaluationStep> subject() {
    return EvaluationStep.class;
  }

  @Override
  public void check(EvaluationStep step, RuleContext context) {
    if (context.facts().all(ModelTrace.class).stream().anyMatch(trace -> evaluates(trace, step))) {
      SiteFinding.at(
              ID,
              step.file(),
              step.step(),
              "this step learns from the samples of `"
                  + step.loader()
                  + "`, on which the model is evaluated here: what it reaches is what it was"
                  + " taught",
              "it learns here")
          .map(
              finding ->
                  finding
                      .withCertainty(Certainty.LIKELY)
                      .withRelated(
                          new Related(step.samples().place(), "the loader of these samples")))
          .ifPresent(context::report);
    }
  }

  /** Whether the model that a step trains is surely in evaluation mode, or evaluated by name. */
  private static boolean evaluates(ModelTrace trace, EvaluationStep step) {
    Typestate<ModelMode> modes = trace.modes();
    return trace
        .nodes(ModelEvent.Kind.STEP)
        .filter(node -> trace.event(node).site().equals(step.step()))
        .anyMatch(
            node ->
                trace
                    .nodes(ModelEvent.Kind.TRAINING_FORWARD)
                    .filter(forward -> isInLoopOf(node, forward, trace))
                    .anyMatch(
                        forward ->
                            trace.isCalledAsEvaluation(forward)
                                || modes.states(forward).equals(List.of(ModelMode.EVALUATION))));
  }

  private static boolean isInLoopOf(int step, int forward, ModelTrace trace) {
    List<Loop> around = trace.graph().loopsAround(step);
    return !around.isEmpty() && around.getFirst().contains(forward);
  }
}
