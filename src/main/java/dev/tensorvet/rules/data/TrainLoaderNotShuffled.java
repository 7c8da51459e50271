package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LoaderFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;
import java.util.Optional;

/** A model is trained on its samples in the same order each time. */
final class TrainLoaderNotShuffled implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("train-loader-not-shuffled");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    pipeline
        .training()
        .filter(TrainLoaderNotShuffled::repeatsItsOrder)
        .filter(loader -> loader.nameSays() == DataRole.TRAINING || evaluatesToo(pipeline))
        .flatMap(loader -> finding(pipeline, loader).stream())
        .forEach(context::report);
  }

  private static boolean repeatsItsOrder(LoaderUse loader) {
    return loader.sampling() == LoaderUse.Sampling.NONE
        && loader.shuffles() == Proof.NO
        && loader.dataset().isOrdered() == Proof.YES
        && !loader.dataset().isPart()
        && !loader.dataset().choosesOrder()
        && loader.passes().stream()
            .anyMatch(pass -> pass.role() == DataRole.TRAINING && pass.isRepeated());
  }

  private static boolean evaluatesToo(DataPipeline pipeline) {
    return pipeline.evaluating().findAny().isPresent();
  }

  private static Optional<Finding> finding(DataPipeline pipeline, LoaderUse loader) {
    return LoaderFinding.at(
            ID,
            pipeline,
            loader,
            "`"
                + loader.name()
                + "` gives the samples in the same order in each epoch: training data is to be"
                + " shuffled")
        .map(finding -> finding.withCertainty(Certainty.LIKELY));
  }
}
