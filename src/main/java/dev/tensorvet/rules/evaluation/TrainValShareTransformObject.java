package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** A part that evaluates has the random transforms of the part that trains. */
final class TrainValShareTransformObject implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("train-val-share-transform-object");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    pipeline
        .evaluating()
        .filter(loader -> loader.dataset().transform().isRandom() == Proof.YES)
        .filter(
            loader ->
                pipeline.training().anyMatch(other -> SharedTransform.isShared(loader, other)))
        .flatMap(
            loader ->
                SharedTransform.finding(
                    ID,
                    pipeline,
                    loader,
                    "`"
                        + loader.name()
                        + "` has the random transforms of the training set, since both are parts of"
                        + " one dataset: what is evaluated is changed at random")
                    .stream())
        .forEach(context::report);
  }
}
