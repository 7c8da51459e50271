package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about whether a run can be repeated. */
public final class ReproducibilityRules {

  private ReproducibilityRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "cudnn-benchmark-and-deterministic" -> new CudnnBenchmarkAndDeterministic();
      case "deterministic-claim-incomplete" -> new DeterministicClaimIncomplete();
      case "missing-seed" -> new MissingSeed();
      case "nondeterministic-op-under-deterministic" -> new NondeterministicOpUnderDeterministic();
      case "pythonhashseed-set-in-process" -> new PythonhashseedSetInProcess();
      case "seed-after-model" -> new SeedAfterModel();
      case "seed-incomplete" -> new SeedIncomplete();
      case "seed-per-iteration" -> new SeedPerIteration();
      case "set-iteration-order" -> new SetIterationOrder();
      case "time-based-seed" -> new TimeBasedSeed();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
