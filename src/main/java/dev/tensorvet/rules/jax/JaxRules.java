package dev.tensorvet.rules.jax;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about code for JAX and the libraries on top of it. */
public final class JaxRules {

  private JaxRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new FlaxBatchStatsDropped(),
        new JaxAtSetDiscarded(),
        new JaxGradAuxMismatch(),
        new JaxInplaceAssignment(),
        new JaxJitInLoop(),
        new JaxJitSideEffect(),
        new JaxKeyDiscardedSplit(),
        new JaxPrngKeyReuse(),
        new JaxTimeWithoutBlock(),
        new JaxTracerAsValue(),
        new OptaxStateDropped(),
        new OptaxUpdatesNotApplied());
  }
}
