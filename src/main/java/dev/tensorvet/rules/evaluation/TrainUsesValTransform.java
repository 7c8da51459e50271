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
import java.util.List;
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
            loader -> loader.dataset().madeAt().flatMap(site -> site.in(pipeline.file())).stream())
        .map(
            place ->
                Finding.of(
                        ID,
                        place,
                        "the training set is given the transform of the validation set, and nothing"
                            + " uses `"
                            + unused.get().target(pipeline.file()).orElse("the other")
                            + "`")
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(
                        List.of(
                            new Related(
                                unused.get().place(), "this is made, and nothing uses it"))))
        .forEach(context::report);
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
