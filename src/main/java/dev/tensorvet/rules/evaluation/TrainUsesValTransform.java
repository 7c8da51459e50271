package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.Optional;

/** The training set has the transform of the validation set, and its own is not used. */
final class TrainUsesValTransform implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("train-uses-val-transform");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    Optional<Site> unused =
        pipeline.unusedTransforms().stream()
            .filter(site -> says(site, pipeline) == DataRole.TRAINING)
            .findFirst();
    if (unused.isEmpty()) {
      return;
    }
    pipeline
        .training()
        .filter(loader -> isOfEvaluation(loader, pipeline))
        .flatMap(
            loader ->
                loader
                    .dataset()
                    .madeAt()
                    .flatMap(made -> finding(pipeline, made, unused.get()))
                    .stream())
        .forEach(context::report);
  }

  private static Optional<Finding> finding(DataPipeline pipeline, Site dataset, Site unused) {
    return SiteFinding.at(
            ID,
            pipeline.file(),
            dataset,
            "the training set is given the transform of the validation set, and nothing uses `"
                + unused.target(pipeline.file()).orElse("the other")
                + "`",
            "the data set is made here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(new Related(unused.place(), "this is made, and nothing uses it")));
  }

  private static boolean isOfEvaluation(LoaderUse loader, DataPipeline pipeline) {
    return loader
        .dataset()
        .transform()
        .madeAt()
        .filter(site -> says(site, pipeline) == DataRole.EVALUATION)
        .isPresent();
  }

  private static DataRole says(Site transform, DataPipeline pipeline) {
    return transform.target(pipeline.file()).map(DataRole::ofName).orElse(DataRole.UNKNOWN);
  }
}
