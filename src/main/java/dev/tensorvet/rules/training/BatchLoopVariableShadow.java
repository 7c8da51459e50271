package dev.tensorvet.rules.training;

import dev.tensorvet.facts.ShadowedCounter;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** The loop over batches takes the counter of the epochs, which is used behind it. */
final class BatchLoopVariableShadow implements Rule<ShadowedCounter> {

  private static final RuleId ID = new RuleId("batch-loop-variable-shadow");

  @Override
  public Class<ShadowedCounter> subject() {
    return ShadowedCounter.class;
  }

  @Override
  public void check(ShadowedCounter counter, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                counter.inner(),
                "this loop takes `"
                    + counter.name()
                    + "` of the loop around it, which reads behind it what the last turn has left")
            .withRelated(
                List.of(
                    new Related(counter.outer(), "the outer loop binds it here"),
                    new Related(counter.use(), "it is read here"))));
  }
}
