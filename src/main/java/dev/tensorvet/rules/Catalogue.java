package dev.tensorvet.rules;

import dev.tensorvet.rule.Rule;
import dev.tensorvet.rules.api.ApiRules;
import dev.tensorvet.rules.data.DataRules;
import dev.tensorvet.rules.distributed.DistributedRules;
import dev.tensorvet.rules.evaluation.EvaluationRules;
import dev.tensorvet.rules.java.JavaRules;
import dev.tensorvet.rules.model.ModelRules;
import dev.tensorvet.rules.numerics.NumericsRules;
import dev.tensorvet.rules.performance.PerformanceRules;
import dev.tensorvet.rules.reproducibility.ReproducibilityRules;
import dev.tensorvet.rules.serialization.SerializationRules;
import dev.tensorvet.rules.training.TrainingRules;
import java.util.List;
import java.util.stream.Stream;

/** All rules. Their pages are in bijection with them, which a test holds. */
public final class Catalogue {

  private Catalogue() {}

  /** Every rule, whether it runs by default or not. */
  public static List<Rule<?>> all() {
    return Stream.of(
            ApiRules.all(),
            DataRules.all(),
            DistributedRules.all(),
            EvaluationRules.all(),
            JavaRules.all(),
            ModelRules.all(),
            NumericsRules.all(),
            PerformanceRules.all(),
            ReproducibilityRules.all(),
            SerializationRules.all(),
            TrainingRules.all())
        .<Rule<?>>flatMap(List::stream)
        .toList();
  }
}
