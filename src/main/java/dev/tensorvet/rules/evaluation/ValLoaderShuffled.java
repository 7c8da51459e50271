package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LoaderFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** A loader that only evaluates shuffles. */
final class ValLoaderShuffled implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("val-loader-shuffled");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    pipeline
        .evaluating()
        .filter(loader -> loader.shuffles() == Proof.YES && loader.isMeantForEvaluation())
        .flatMap(
            loader ->
                LoaderFinding.at(
                    ID,
                    pipeline,
                    loader,
                    "`"
                        + loader.name()
                        + "` shuffles what it only evaluates: the results come in another order each"
                        + " time, and no two runs can be compared sample by sample",
                    loader.shuffle())
                    .stream())
        .forEach(context::report);
  }
}
