package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LoaderFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** A loader that only evaluates leaves samples out. */
final class EvalDropLast implements Rule<DataPipeline> {

  private static final RuleId ID = new RuleId("eval-drop-last");

  @Override
  public Class<DataPipeline> subject() {
    return DataPipeline.class;
  }

  @Override
  public void check(DataPipeline pipeline, RuleContext context) {
    pipeline
        .evaluating()
        .filter(loader -> loader.dropsLast() == Proof.YES && losesSamples(loader))
        .flatMap(
            loader ->
                LoaderFinding.at(
                    ID,
                    pipeline,
                    loader,
                    "`"
                        + loader.name()
                        + "` drops the last batch: up to a batch of samples is never evaluated, and"
                        + " the result depends on the batch size",
                    loader.dropLast())
                    .stream())
        .forEach(context::report);
  }

  private static boolean losesSamples(LoaderUse loader) {
    return loader.isMeantForEvaluation() && loader.batchSize().filter(size -> size == 1).isEmpty();
  }
}
