package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A backward pass runs under autocast. */
final class AmpBackwardInsideAutocast implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("amp-backward-inside-autocast");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    trace
        .nodes(Kind.BACKWARD, Kind.SCALED_BACKWARD)
        .filter(backward -> trace.event(backward).autocast().isOn())
        .findFirst()
        .ifPresent(
            backward ->
                TraceFinding.at(
                        ID,
                        trace,
                        backward,
                        TraceFinding.code(trace, backward)
                            + " runs under autocast, which is meant for the forward pass and the"
                            + " loss only",
                        List.of())
                    .ifPresent(context::report));
  }
}
