package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** What is evaluated is changed at random. */
final class ValTransformRandom implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("val-transform-random");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    pipeline
        .evaluating()
        .filter(ValTransformRandom::changesSamples)
        .filter(
            loader ->
                pipeline.training().noneMatch(other -> SharedTransform.isShared(loader, other)))
        .flatMap(
            loader ->
                SharedTransform.finding(
                    ID,
                    pipeline,
                    loader,
                    "the samples of `"
                        + loader.name()
                        + "` are changed at random before they are evaluated: the result is another"
                        + " each time, and not that of the data")
                    .stream())
        .forEach(context::report);
  }

  private static boolean changesSamples(LoaderUse loader) {
    return loader.isMeantForEvaluation() && loader.dataset().transform().isRandom() == Proof.YES;
  }
}
