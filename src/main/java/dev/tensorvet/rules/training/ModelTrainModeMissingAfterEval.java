package dev.tensorvet.rules.training;

import dev.tensorvet.facts.CodeLayout;
import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelMode;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.LineInsert;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A model is evaluated between two epochs or batches, and goes on training in evaluation mode. */
final class ModelTrainModeMissingAfterEval implements Rule<ModelTrace> {

  private static final RuleId ID = new RuleId("model-train-mode-missing-after-eval");

  @Override
  public Class<ModelTrace> subject() {
    return ModelTrace.class;
  }

  @Override
  public void check(ModelTrace trace, RuleContext context) {
    if (trace.dependsOnMode() == Proof.NO || !trace.isTrained()) {
      return;
    }
    Typestate<ModelMode> modes = trace.modes();
    for (int forward : trace.nodes(ModelEvent.Kind.TRAINING_FORWARD).toArray()) {
      List<ModelMode> before = modes.states(forward);
      boolean isTrainedFirst = before.contains(ModelMode.TRAINING);
      if (isTrainedFirst
          && before.contains(ModelMode.EVALUATION)
          && !isSwitchedForEachStep(trace, forward)) {
        OptionalInt eval = switchedBetween(trace, forward);
        if (eval.isPresent()) {
          report(trace, forward, eval.getAsInt(), context);
          return;
        }
      }
    }
  }

  /** The switch to evaluation in a loop around a training step, after which the step runs again. */
  private static OptionalInt switchedBetween(ModelTrace trace, int forward) {
    for (Loop loop : trace.graph().loopsAround(forward)) {
      OptionalInt eval =
          trace
              .nodes(ModelEvent.Kind.EVAL)
              .filter(loop::contains)
              .filter(n -> trace.evaluations().anyMatch(e -> e > n && loop.contains(e)))
              .filter(n -> !isSwitchedBack(trace, n, loop))
              .filter(n -> !isSwitchedWithOthers(trace, n, loop))
              .findFirst();
      if (eval.isPresent()) {
        return eval;
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Whether the code that switches to evaluation switches back; only an exception prevents that.
   */
  private static boolean isSwitchedBack(ModelTrace trace, int eval, Loop loop) {
    return trace
        .nodes(ModelEvent.Kind.TRAIN)
        .filter(train -> train > eval && loop.contains(train))
        .anyMatch(train -> trace.graph().isSureWith(train, eval));
  }

  /**
   * Whether a loop over several models switches this one, and another loop switches it back: if one
   * has no turns, neither has the other.
   */
  private static boolean isSwitchedWithOthers(ModelTrace trace, int eval, Loop loop) {
    return isInLoopOfItsOwn(trace, eval, loop)
        && trace
            .nodes(ModelEvent.Kind.TRAIN)
            .filter(loop::contains)
            .anyMatch(train -> isInLoopOfItsOwn(trace, train, loop));
  }

  /**
   * Whether each turn that makes a step switches to training before: in a loop over batches of
   * several phases, one question decides over both.
   */
  private static boolean isSwitchedForEachStep(ModelTrace trace, int forward) {
    List<Integer> steps =
        trace
            .nodes(ModelEvent.Kind.STEP)
            .filter(step -> step > forward && isInSameTurn(trace, step, forward))
            .boxed()
            .toList();
    return !steps.isEmpty()
        && steps.stream().allMatch(step -> isSwitchedBefore(trace, forward, step));
  }

  private static boolean isSwitchedBefore(ModelTrace trace, int forward, int step) {
    return trace
        .nodes(ModelEvent.Kind.TRAIN)
        .filter(train -> train < forward && isInSameTurn(trace, train, step))
        .filter(train -> trace.graph().isSureWith(train, step))
        .anyMatch(
            train ->
                trace
                    .nodes(ModelEvent.Kind.EVAL)
                    .filter(eval -> eval > train && eval < forward)
                    .allMatch(eval -> trace.graph().excludes(eval, step)));
  }

  private static boolean isInSameTurn(ModelTrace trace, int node, int other) {
    return trace.graph().loopsAround(node).equals(trace.graph().loopsAround(other));
  }

  private static boolean isInLoopOfItsOwn(ModelTrace trace, int node, Loop around) {
    Loop inner = trace.graph().loopsAround(node).getFirst();
    return !inner.equals(around)
        && trace.nodes(ModelEvent.Kind.TRAINING_FORWARD).noneMatch(inner::contains);
  }

  private static void report(ModelTrace trace, int forward, int eval, RuleContext context) {
    SiteFinding.atEachCaller(
            ID,
            trace.file(),
            trace.event(eval).site(),
            "after this evaluation `"
                + trace.name()
                + "` goes on training in evaluation mode: nothing switches it back with `train()`",
            "it is switched here")
        .map(
            finding ->
                finding
                    .withCertainty(trace.certaintyOfMode())
                    .withRelated(trace.related(forward, "it goes on training here"))
                    .withFix(fix(trace, forward, context)))
        .ifPresent(context::report);
  }

  /** The switch at the head of the loop, or before the code that trains. */
  private static Optional<Fix> fix(ModelTrace trace, int forward, RuleContext context) {
    Place call = trace.place(forward);
    CodeLayout layout = context.facts().all(CodeLayout.class).getFirst();
    Optional<String> name = trace.event(forward).name().filter(n -> layout.callsVariable(call, n));
    boolean isKnown =
        trace.certainty() == Certainty.PROVEN
            && !trace.isSwitchedInParts()
            && trace.nodes(ModelEvent.Kind.SWITCH).findAny().isEmpty();
    if (!isKnown || name.isEmpty() || call.file() != trace.file()) {
      return Optional.empty();
    }
    return layout.loops(call).stream()
        .filter(turns -> trace.happensIn(turns.loop(), ModelEvent.Kind.EVAL))
        .findFirst()
        .filter(turns -> trainsFirst(trace, turns.loop()))
        .filter(turns -> !layout.assigns(turns.loop(), call, name.get()))
        .map(CodeLayout.Turns::head)
        .or(
            () ->
                layout
                    .widest(
                        call,
                        block -> !isMore(trace, block) && !layout.assigns(block, call, name.get()))
                    .filter(block -> trains(trace).allMatch(n -> isIn(trace, n, block))))
        .flatMap(head -> LineInsert.before(head, name.get() + ".train()", Fix.Safety.SAFE));
  }

  /** Whether all training in evaluation mode is in a loop, each turn of which begins with it. */
  private static boolean trainsFirst(ModelTrace trace, Place loop) {
    OptionalInt eval =
        trace.nodes(ModelEvent.Kind.EVAL).filter(n -> isIn(trace, n, loop)).findFirst();
    return trains(trace).allMatch(n -> isIn(trace, n, loop) && n < eval.orElse(0));
  }

  private static IntStream trains(ModelTrace trace) {
    Typestate<ModelMode> modes = trace.modes();
    return trace
        .nodes(ModelEvent.Kind.TRAINING_FORWARD)
        .filter(n -> modes.states(n).contains(ModelMode.EVALUATION));
  }

  /** Whether code does more with the model than to train it. */
  private static boolean isMore(ModelTrace trace, Place block) {
    return trace.happensIn(
        block,
        ModelEvent.Kind.MADE,
        ModelEvent.Kind.EVAL,
        ModelEvent.Kind.LOAD,
        ModelEvent.Kind.FORWARD,
        ModelEvent.Kind.FORWARD_WITHOUT_GRAPH);
  }

  private static boolean isIn(ModelTrace trace, int node, Place block) {
    return trace.event(node).site().isIn(block);
  }
}
