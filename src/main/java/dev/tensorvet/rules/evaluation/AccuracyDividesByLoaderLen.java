package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.BatchCount;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** Right samples are summed up and divided by the number of batches. */
final class AccuracyDividesByLoaderLen implements Rule<BatchCount> {

  private static final RuleId ID = new RuleId("accuracy-divides-by-loader-len");

  @Override
  public Class<BatchCount> subject() {
    return BatchCount.class;
  }

  @Override
  public void check(BatchCount count, RuleContext context) {
    int end = count.length().span().end();
    Fix fix =
        new Fix(
            "divide by the number of samples",
            Fix.Safety.UNSAFE,
            List.of(new TextEdit(new Span(end, end), ".dataset")));
    context.report(
        Finding.of(
                ID,
                count.divided(),
                "`"
                    + count.sum()
                    + "` counts samples and `len("
                    + count.loader()
                    + ")` batches: the result grows with the batch size, and is no share")
            .withCertainty(Certainty.LIKELY)
            .withRelated(List.of(new Related(count.added(), "samples are counted here")))
            .withFix(fix));
  }
}
