package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelMode;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.tensor.Proof;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A model with dropout or batch normalisation is evaluated while it is in training mode. */
final class EvalMissingEvalMode implements Rule<ModelTrace> {

  private static final RuleId ID = new RuleId("eval-missing-eval-mode");

  @Override
  public Class<ModelTrace> subject() {
    return ModelTrace.class;
  }

  @Override
  public void check(ModelTrace trace, RuleContext context) {
    // What only runs a model may run one that does not mind; what trains one should know, and what
    // switches parts of it knows which.
    boolean canMind =
        (trace.isTrained() && !trace.isSwitchedInParts())
            ? trace.dependsOnMode() != Proof.NO
            : trace.dependsOnMode() == Proof.YES;
    if (!canMind) {
      return;
    }
    Typestate<ModelMode> modes = trace.modes();
    Evaluations.wrong(
            trace,
            node ->
                isInTraining(modes, node)
                    && trace.event(node).mindsMode()
                    && (trace.dependsOnMode() == Proof.YES
                        || trace.isNamedEvaluation(node)
                        || isSwitchedByName(trace, node))
                    && !isMeant(trace, node))
        .forEach(node -> report(trace, node, context));
  }

  /**
   * Whether the program switches the model to training itself, which it would not need to do with
   * one that does not mind, and runs it here for its results alone.
   */
  private static boolean isSwitchedByName(ModelTrace trace, int node) {
    return trace.event(node).kind() == ModelEvent.Kind.FORWARD_WITHOUT_GRAPH
        && trace.event(node).isOnData()
        && trace.nodes(ModelEvent.Kind.TRAIN).findAny().isPresent();
  }

  /**
   * Whether the model is in training on purpose: the code that runs it has switched it for this, to
   * learn the statistics of a batch normalisation anew or to draw from dropout; or it was switched
   * for a call that trains it, and this is what that call needs first, as the probabilities of a
   * policy before its update.
   */
  private static boolean isMeant(ModelTrace trace, int node) {
    List<Place> calls = trace.event(node).site().calls();
    return lastSwitch(trace, node)
        .filter(n -> trace.event(n).kind() == ModelEvent.Kind.TRAIN)
        .filter(
            n ->
                trace.event(n).site().calls().equals(calls)
                    || isOfTraining(trace, node, trace.event(n).site().calls()))
        .filter(n -> trainings(trace).noneMatch(between -> n < between && between < node))
        .isPresent();
  }

  /** Whether the call that the code around makes here goes on to train the model. */
  private static boolean isOfTraining(ModelTrace trace, int node, List<Place> around) {
    List<Place> calls = trace.event(node).site().calls();
    int depth = around.size();
    return calls.size() > depth
        && calls.subList(0, depth).equals(around)
        && trainings(trace)
            .filter(later -> later > node)
            .mapToObj(later -> trace.event(later).site().calls())
            .anyMatch(
                other ->
                    other.size() > depth
                        && other.subList(0, depth + 1).equals(calls.subList(0, depth + 1)));
  }

  private static IntStream trainings(ModelTrace trace) {
    return trace.nodes(ModelEvent.Kind.STEP, ModelEvent.Kind.TRAINING_FORWARD);
  }

  /**
   * A loop that trains may have no turns at all, so that the model comes to its evaluation as it
   * was given; one turn is enough for the bug.
   */
  private static boolean isInTraining(Typestate<ModelMode> modes, int node) {
    return modes.only(node, EnumSet.of(ModelMode.GIVEN, ModelMode.TRAINING))
        && modes.states(node).contains(ModelMode.TRAINING);
  }

  /** Said to the caller too, whatever the callee's file says: either may switch the model. */
  private static void report(ModelTrace trace, int node, RuleContext context) {
    SiteFinding.atEachCaller(
            ID,
            trace.file(),
            trace.event(node).site(),
            "`"
                + trace.name()
                + "` is evaluated in training mode: dropout drops, and batch normalisation uses"
                + " and learns the statistics of these batches",
            "it runs here")
        .map(
            finding ->
                finding
                    .withCertainty(trace.certaintyOfMode())
                    .withRelated(lastSwitch(trace, node).map(n -> trace.related(n, why(trace, n))))
                    .withFix(fix(trace, node, context)))
        .ifPresent(context::report);
  }

  private static Optional<Fix> fix(ModelTrace trace, int node, RuleContext context) {
    return trace
        .event(node)
        .name()
        .flatMap(name -> EvalSwitch.around(trace, node, name, name, context));
  }

  private static Optional<Integer> lastSwitch(ModelTrace trace, int node) {
    IntStream switches =
        trace.nodes(ModelEvent.Kind.MADE, ModelEvent.Kind.TRAIN).filter(n -> n < node);
    return switches.boxed().reduce((a, b) -> b);
  }

  private static String why(ModelTrace trace, int node) {
    return trace.event(node).kind() == ModelEvent.Kind.MADE
        ? "it is made here, in training mode"
        : "it is switched to training here";
  }
}
