package dev.tensorvet.rules.training;

import dev.tensorvet.facts.StrayBackward;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;

/** An optimizer steps that holds no parameter of the model whose loss is computed. */
final class OptimizerModelMismatch implements Rule<StrayBackward> {

  private static final RuleId ID = new RuleId("optimizer-model-mismatch");

  @Override
  public Class<StrayBackward> subject() {
    return StrayBackward.class;
  }

  @Override
  public void check(StrayBackward stray, RuleContext context) {
    List<Related> related = new ArrayList<>();
    if (!stray.inFile().equals(stray.backward())) {
      related.add(new Related(stray.backward(), "it happens here"));
    }
    related.add(new Related(stray.optimizerAt(), "the optimizer is made here, of another model"));
    context.report(
        Finding.of(
                ID,
                stray.inFile(),
                "this fills gradients of `"
                    + stray.model()
                    + "`, and no optimizer holds its parameters: the model never changes")
            .withRelated(related));
  }
}
