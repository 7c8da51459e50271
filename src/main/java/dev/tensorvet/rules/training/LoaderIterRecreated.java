package dev.tensorvet.rules.training;

import dev.tensorvet.facts.RestartedLoader;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A training loop starts its loader anew in each turn, and learns from first batches only. */
final class LoaderIterRecreated implements Rule<RestartedLoader> {

  private static final RuleId ID = new RuleId("loader-iter-recreated");

  @Override
  public Class<RestartedLoader> subject() {
    return RestartedLoader.class;
  }

  @Override
  public void check(RestartedLoader loader, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                loader.taken(),
                "each turn of the loop starts the loader anew and takes its first batch: the others"
                    + " are never seen in order, and workers start each time")
            .withRelated(List.of(new Related(loader.backward(), "it is learnt from here"))));
  }
}
