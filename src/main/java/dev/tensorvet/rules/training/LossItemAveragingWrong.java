package dev.tensorvet.rules.training;

import dev.tensorvet.facts.LossAverage;
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

/** An average of a loss divides means of batches by samples, or sums of batches by batches. */
final class LossItemAveragingWrong implements Rule<LossAverage> {

  private static final RuleId ID = new RuleId("loss-item-averaging-wrong");

  @Override
  public Class<LossAverage> subject() {
    return LossAverage.class;
  }

  @Override
  public void check(LossAverage average, RuleContext context) {
    Span measured = average.measured().span();
    context.report(
        Finding.of(ID, average.divided(), message(average))
            .withCertainty(Certainty.LIKELY)
            .withRelated(
                List.of(
                    new Related(
                        average.added(),
                        average.isWeighted()
                            ? "the sum over a batch is added here"
                            : "the mean of a batch is added here")))
            .withFix(
                average.isWeighted()
                    ? new Fix(
                        "divide by the number of samples",
                        Fix.Safety.UNSAFE,
                        List.of(new TextEdit(new Span(measured.end(), measured.end()), ".dataset")))
                    : new Fix(
                        "divide by the number of batches",
                        Fix.Safety.UNSAFE,
                        List.of(new TextEdit(measured, average.batches())))));
  }

  private static String message(LossAverage average) {
    String counts =
        average.isWeighted()
            ? "` is a sum over samples and is divided by the number of batches: the result is as"
                + " many times too large as a batch has samples"
            : "` is a sum of means of batches and is divided by the number of samples: the result"
                + " is as many times too small as a batch has samples";
    return "`" + average.sum() + counts;
  }
}
