package dev.tensorvet.rules;

import dev.tensorvet.rule.Rule;
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
import java.util.List;
import java.util.stream.Stream;

/** All rules. Their pages are in bijection with them, which a test holds. */
public final class Catalogue {

  private Catalogue() {}

  /** Every rule, whether it runs by default or not. */
  public static List<Rule<?>> all() {
    return Stream.of(
            ApiRules.all(),
            ConfigRules.all(),
            DataRules.all(),
            DistributedRules.all(),
            EvaluationRules.all(),
            JavaRules.all(),
            JaxRules.all(),
            KerasRules.all(),
            LightningRules.all(),
            ModelRules.all(),
            NotebookRules.all(),
            NumericsRules.all(),
            PerformanceRules.all(),
            ReproducibilityRules.all(),
            SerializationRules.all(),
            TrainingRules.all(),
            TransformersRules.all())
        .<Rule<?>>flatMap(List::stream)
        .toList();
  }
}
