package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LoaderFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What is called the validation set is the training set. */
final class EvalOnTrainLoader implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("eval-on-train-loader");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    // Who adapts a model to a domain evaluates it there, and trains it on another as well.
    if (pipeline.training().count() > 1) {
      return;
    }
    pipeline
        .evaluating()
        .filter(loader -> loader.nameSays() == DataRole.EVALUATION && isWhole(loader))
        .filter(
            loader ->
                pipeline.training().anyMatch(other -> isWhole(other) && isSame(loader, other)))
        .flatMap(
            loader ->
                LoaderFinding.at(
                    ID,
                    pipeline,
                    loader,
                    "`"
                        + loader.name()
                        + "` gives the samples that the model is trained on: what it evaluates is"
                        + " what the model has seen")
                    .stream())
        .forEach(finding -> context.report(finding.withCertainty(Certainty.LIKELY)));
  }

  private static boolean isWhole(LoaderUse loader) {
    return !loader.dataset().isPart() && loader.sampling() == LoaderUse.Sampling.NONE;
  }

  private static boolean isSame(LoaderUse one, LoaderUse other) {
    return one.dataset().hasSamplesOf(other.dataset());
  }
}
