package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelMode;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.EnumSet;
import java.util.Optional;

/** A model generates after its training, and is still in training mode. */
final class GenerateWithoutEval implements Rule<ModelTrace> {

  private static final RuleId ID = new RuleId("generate-without-eval");

  @Override
  public Class<ModelTrace> subject() {
    return ModelTrace.class;
  }

  @Override
  public void check(ModelTrace trace, RuleContext context) {
    if (trace.nodes(ModelEvent.Kind.GENERATION).findAny().isEmpty() || !trace.isTrained()) {
      return;
    }
    Typestate<ModelMode> modes = trace.modes();
    trace
        .nodes(ModelEvent.Kind.GENERATION)
        .filter(node -> modes.only(node, EnumSet.of(ModelMode.GIVEN, ModelMode.TRAINING)))
        .filter(node -> modes.states(node).contains(ModelMode.TRAINING))
        .filter(node -> !mayBeLearntFrom(trace, node))
        .forEach(node -> report(trace, node, context));
  }

  /** Whether a turn that generates goes on to train the model: by what it wrote, as likely. */
  private static boolean mayBeLearntFrom(ModelTrace trace, int node) {
    return trace.graph().loopsAround(node).stream()
        .anyMatch(
            turn ->
                trace
                    .nodes(ModelEvent.Kind.STEP)
                    .filter(step -> step > node && turn.contains(step))
                    .anyMatch(step -> trace.graph().isSureWith(node, step)));
  }

  private static void report(ModelTrace trace, int node, RuleContext context) {
    Site site = trace.event(node).site();
    SiteFinding.at(
            ID,
            trace.file(),
            site,
            "`"
                + trace.name()
                + "` generates in training mode: what dropout it has drops, and with gradient"
                + " checkpointing no cache is used",
            "it generates here")
        .map(
            finding ->
                finding
                    .withCertainty(trace.certaintyOfMode())
                    .withRelated(
                        trace
                            .nodes(ModelEvent.Kind.TRAIN)
                            .filter(n -> n < node)
                            .mapToObj(n -> trace.related(n, "it is switched to training here"))
                            .reduce((first, last) -> last))
                    .withFix(fix(trace, node, context)))
        .ifPresent(context::report);
  }

  private static Optional<Fix> fix(ModelTrace trace, int node, RuleContext context) {
    Site site = trace.event(node).site();
    return site.callee()
        .flatMap(
            called ->
                site.receiver()
                    .flatMap(model -> EvalSwitch.around(trace, node, called, model, context)));
  }
}
