package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An optimizer is given sparse gradients that it refuses. */
final class SparseEmbeddingWrongOptimizer implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("sparse-embedding-wrong-optimizer");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.SPARSE_GRADIENTS) {
      context.report(
          Finding.of(
                  ID,
                  optimizerSlip.place(),
                  "`"
                      + optimizerSlip.subject()
                      + "` refuses the sparse gradients of an embedding: use `SparseAdam` or `SGD` for it")
              .withRelated(
                  optimizerSlip
                      .other()
                      .map(place -> new Related(place, "the embedding is made here"))));
    }
  }
}
