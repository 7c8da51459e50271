package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.RefusedOperations;
import dev.tensorvet.facts.RefusedOperations.Operation;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.stream.Collectors;

/** Repeatable results are demanded of a model that computes what can't be had so. */
final class NondeterministicOpUnderDeterministic implements Rule<RefusedOperations> {

  private static final RuleId ID = new RuleId("nondeterministic-op-under-deterministic");

  /** So many are shown. */
  private static final int SHOWN = 3;

  @Override
  public Class<RefusedOperations> subject() {
    return RefusedOperations.class;
  }

  @Override
  public void check(RefusedOperations refused, RuleContext context) {
    String names =
        refused.operations().stream()
            .map(operation -> "`" + operation.code() + "`")
            .distinct()
            .limit(SHOWN)
            .collect(Collectors.joining(", "));
    context.report(
        Finding.of(
                ID,
                refused.demand(),
                "on a GPU the training raises a `RuntimeError` under this, for "
                    + names
                    + " can not be computed so: replace it, or pass `warn_only=True`")
            .withRelated(
                refused.operations().stream()
                    .limit(SHOWN)
                    .map(NondeterministicOpUnderDeterministic::shown)
                    .toList()));
  }

  private static Related shown(Operation operation) {
    return new Related(operation.place(), "this has no repeatable form on a GPU");
  }
}
