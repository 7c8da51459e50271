package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.facts.ModelChoice;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.Optional;

/** A model is chosen by the samples that are to tell how good the chosen one is. */
final class TestSetModelSelection implements Rule<ModelChoice> {

  private static final RuleId ID = new RuleId("test-set-model-selection");

  @Override
  public Class<ModelChoice> subject() {
    return ModelChoice.class;
  }

  @Override
  public void check(ModelChoice choice, RuleContext context) {
    for (DataPipeline pipeline : context.facts().all(DataPipeline.class)) {
      Optional<LoaderUse> loader =
          pipeline.loaders().stream().filter(l -> l.madeAt().equals(choice.loader())).findFirst();
      if (loader.isPresent() && hasNoOthers(loader.get(), pipeline)) {
        finding(choice, loader.get()).ifPresent(context::report);
        return;
      }
    }
  }

  /** Whether a program trains on whole sets, and has but test samples to evaluate on. */
  private static boolean hasNoOthers(LoaderUse tests, DataPipeline pipeline) {
    return isOfTests(tests)
        && tests.use() != DataRole.TRAINING
        && pipeline.training().findAny().isPresent()
        && pipeline.loaders().stream().allMatch(other -> isOfTests(other) || isOfAll(other))
        && !mayMakeOthers(tests, pipeline);
  }

  private static boolean isOfTests(LoaderUse loader) {
    return loader.dataset().isTest() && !loader.dataset().isPart();
  }

  private static boolean isOfAll(LoaderUse loader) {
    boolean isWhole =
        !loader.dataset().isPart()
            && loader.sampling() != LoaderUse.Sampling.OTHER
            && loader.sampling() != LoaderUse.Sampling.UNKNOWN;
    return isWhole
        && (loader.use() == DataRole.TRAINING || loader.dataset().split() == DataRole.TRAINING);
  }

  private static boolean mayMakeOthers(LoaderUse tests, DataPipeline pipeline) {
    return DataLoading.mayHoldOut(pipeline.file().text())
        || DataLoading.mayHoldOut(tests.madeAt().place().file().text());
  }

  private static Optional<Finding> finding(ModelChoice choice, LoaderUse tests) {
    String chosen =
        switch (choice.kind()) {
          case STATE -> "the state that is kept is chosen by the test samples of `";
          case RATE -> "the learning rate follows the test samples of `";
        };
    return SiteFinding.at(
            ID,
            choice.file(),
            choice.site(),
            chosen + tests.name() + "`: what the model reaches on them is better than on new ones",
            "it is chosen here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(
                        new Related(tests.madeAt().place(), "the loader of the test samples")));
  }
}
