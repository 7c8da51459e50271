package dev.tensorvet.rules;

import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.rule.Rules;
import dev.tensorvet.rules.api.ApiRules;
import dev.tensorvet.rules.config.ConfigRules;
import dev.tensorvet.rules.data.DataRules;
import dev.tensorvet.rules.distributed.DistributedRules;
import dev.tensorvet.rules.evaluation.EvaluationRules;
import dev.tensorvet.rules.java.JavaRules;
import dev.tensorvet.rules.jax.JaxRules;
import dev.tensorvet.rules.keras.KerasRules;
import dev.tensorvet.rules.lightning.LightningRules;
import dev.tensorvet.rules.model.ModelRules;
import dev.tensorvet.rules.notebook.NotebookRules;
import dev.tensorvet.rules.numerics.NumericsRules;
import dev.tensorvet.rules.performance.PerformanceRules;
import dev.tensorvet.rules.reproducibility.ReproducibilityRules;
import dev.tensorvet.rules.serialization.SerializationRules;
import dev.tensorvet.rules.training.TrainingRules;
import dev.tensorvet.rules.transformers.TransformersRules;

/** All rules. Their pages are in bijection with them, which a test holds. */
public final class Catalogue {

  /** The category of what runs of models find by themselves, with no look at the code. */
  private static final String RUNS = "verify";

  private Catalogue() {}

  /**
   * Every rule that looks at code and has one of these pages, whether it runs by default or not.
   */
  public static Rules of(RulePages pages) {
    return new Rules(
        name ->
            pages
                .find(name.name())
                .filter(page -> !page.category().equals(RUNS))
                .map(p -> make(p)));
  }

  private static Rule<?> make(RulePage page) {
    return switch (page.category()) {
      case "api" -> ApiRules.of(page.id());
      case "config" -> ConfigRules.of(page.id());
      case "data" -> DataRules.of(page.id());
      case "distributed" -> DistributedRules.of(page.id());
      case "evaluation" -> EvaluationRules.of(page.id());
      case "java" -> JavaRules.of(page.id());
      case "jax" -> JaxRules.of(page.id());
      case "keras" -> KerasRules.of(page.id());
      case "lightning" -> LightningRules.of(page.id());
      case "model" -> ModelRules.of(page.id());
      case "notebook" -> NotebookRules.of(page.id());
      case "numerics" -> NumericsRules.of(page.id());
      case "performance" -> PerformanceRules.of(page.id());
      case "reproducibility" -> ReproducibilityRules.of(page.id());
      case "serialization" -> SerializationRules.of(page.id());
      case "training" -> TrainingRules.of(page.id());
      case "transformers" -> TransformersRules.of(page.id());
      default -> throw new IllegalArgumentException("no such category: " + page.category());
    };
  }
}
