package dev.tensorvet.rules.jax;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about code for JAX and the libraries on top of it. */
public final class JaxRules {

  private JaxRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "flax-batch-stats-dropped" -> new FlaxBatchStatsDropped();
      case "flax-dropout-rng-missing" -> new FlaxDropoutRngMissing();
      case "jax-at-set-discarded" -> new JaxAtSetDiscarded();
      case "jax-grad-aux-mismatch" -> new JaxGradAuxMismatch();
      case "jax-inplace-assignment" -> new JaxInplaceAssignment();
      case "jax-jit-in-loop" -> new JaxJitInLoop();
      case "jax-jit-side-effect" -> new JaxJitSideEffect();
      case "jax-key-discarded-split" -> new JaxKeyDiscardedSplit();
      case "jax-prng-key-reuse" -> new JaxPrngKeyReuse();
      case "jax-time-without-block" -> new JaxTimeWithoutBlock();
      case "jax-tracer-as-value" -> new JaxTracerAsValue();
      case "optax-state-dropped" -> new OptaxStateDropped();
      case "optax-updates-not-applied" -> new OptaxUpdatesNotApplied();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
