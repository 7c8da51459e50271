package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.MetricCall;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A metric that goes through all thresholds is given decisions instead of scores. */
final class AucOnHardLabels implements Rule<MetricCall> {

  private static final RuleId ID = new RuleId("auc-on-hard-labels");

  @Override
  public Class<MetricCall> subject() {
    return MetricCall.class;
  }

  @Override
  public void check(MetricCall call, RuleContext context) {
    if (call.needsScores() && call.decidedAt().isPresent()) {
      context.report(
          Finding.of(
                  ID,
                  call.predictions(),
                  "`"
                      + call.function()
                      + "` is given decisions: it needs the scores behind them, and sees one"
                      + " threshold only")
              .withRelated(
                  List.of(new Related(call.decidedAt().get(), "they are decided on here"))));
    }
  }
}
