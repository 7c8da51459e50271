package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.DeterminismConflict;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A program asks for repeatable algorithms, and lets them be chosen by timing. */
final class CudnnBenchmarkAndDeterministic implements Rule<DeterminismConflict> {

  private static final RuleId ID = new RuleId("cudnn-benchmark-and-deterministic");

  @Override
  public Class<DeterminismConflict> subject() {
    return DeterminismConflict.class;
  }

  @Override
  public void check(DeterminismConflict conflict, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                conflict.tries(),
                "this lets the fastest algorithm be chosen by trying, which may be another one in"
                    + " each run, though repeatable results are asked for")
            .withRelated(new Related(conflict.demands(), "repeatable results are asked for here"))
            .withFix(
                new Fix(
                    "set it to `False`",
                    Fix.Safety.SAFE,
                    List.of(new TextEdit(conflict.value().span(), "False")))));
  }
}
