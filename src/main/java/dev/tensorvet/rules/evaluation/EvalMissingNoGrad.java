package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

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
        .mapToObj(node -> trace.event(node).site())
        .forEach(
            site ->
                site.in(trace.file())
                    .ifPresent(
                        place ->
                            context.report(
                                Finding.of(
                                        ID,
                                        place,
                                        "`"
                                            + trace.name()
                                            + "` is evaluated with a graph that nothing walks back:"
                                            + " without `torch.no_grad()` it costs memory and time")
                                    .withCertainty(trace.certainty())
                                    .withBeneath(site.beneath(trace.file())))));
  }
}
