package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about whether a run can be repeated. */
public final class ReproducibilityRules {

  private ReproducibilityRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new CudnnBenchmarkAndDeterministic(),
        new DeterministicClaimIncomplete(),
        new MissingSeed(),
        new PythonhashseedSetInProcess(),
        new SeedAfterModel(),
        new SeedIncomplete(),
        new SeedPerIteration(),
        new SetIterationOrder(),
        new TimeBasedSeed());
  }
}
