package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.CodeLayout;
import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.rule.LineInsert;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.Optional;

/** Puts a model into evaluation mode for the code that evaluates it. */
final class EvalSwitch {

  private EvalSwitch() {}

  /**
   * The switch before the evaluation as a whole, and back behind it where training goes on.
   *
   * @param called what the code calls there
   * @param model how it calls the model
   */
  static Optional<Fix> around(
      ModelTrace trace, int node, String called, String model, RuleContext context) {
    Place call = trace.event(node).site().place();
    CodeLayout layout = context.facts().all(CodeLayout.class).getFirst();
    if (trace.certainty() != Certainty.PROVEN
        || call.file() != trace.file()
        || !layout.callsVariable(call, called)) {
      return Optional.empty();
    }
    List<ModelTrace> traces = context.facts().all(ModelTrace.class);
    Optional<Place> evaluation =
        layout.widest(
            call,
            block ->
                traces.stream().noneMatch(t -> trains(t, block))
                    && !switches(trace, block)
                    && !layout.assigns(block, call, called));
    String eval = model + ".eval()";
    return evaluation.flatMap(
        block ->
            traces.stream().noneMatch(t -> t.trainsAfter(block))
                ? LineInsert.before(block, eval, Fix.Safety.SAFE)
                : canSwitchBack(trace, node, block, layout)
                    ? LineInsert.around(block, eval, model + ".train()", Fix.Safety.SAFE)
                    : Optional.empty());
  }

  private static boolean trains(ModelTrace trace, Place block) {
    return trace.happensIn(
        block,
        ModelEvent.Kind.TRAINING_FORWARD,
        ModelEvent.Kind.STEP,
        ModelEvent.Kind.STEP_OF_OTHERS);
  }

  /** Whether the model becomes another, or comes into another mode. */
  private static boolean switches(ModelTrace trace, Place block) {
    return trace.happensIn(
        block,
        ModelEvent.Kind.MADE,
        ModelEvent.Kind.LOAD,
        ModelEvent.Kind.TRAIN,
        ModelEvent.Kind.EVAL,
        ModelEvent.Kind.SWITCH);
  }

  /** Whether all is as it was when the model as a whole is switched to training again. */
  private static boolean canSwitchBack(
      ModelTrace trace, int node, Place evaluation, CodeLayout layout) {
    boolean isOnlyOne =
        trace
            .evaluations()
            .filter(other -> trace.event(other).code().equals(trace.event(node).code()))
            .allMatch(other -> trace.event(other).site().isIn(evaluation));
    return isOnlyOne
        && !trace.isSwitchedInParts()
        && trace.nodes(ModelEvent.Kind.SWITCH).findAny().isEmpty()
        && !layout.isLeft(evaluation);
  }
}
