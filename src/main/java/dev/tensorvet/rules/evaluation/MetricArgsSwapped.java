package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.MetricCall;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A metric is given the predictions where it takes the truth. */
final class MetricArgsSwapped implements Rule<MetricCall> {

  private static final RuleId ID = new RuleId("metric-args-swapped");

  @Override
  public Class<MetricCall> subject() {
    return MetricCall.class;
  }

  @Override
  public void check(MetricCall call, RuleContext context) {
    if (!call.tellsApart() || !call.isSwapped()) {
      return;
    }
    String first = text(call.truth());
    String second = text(call.predictions());
    Fix swap =
        new Fix(
            "swap the arguments",
            Fix.Safety.UNSAFE,
            List.of(
                new TextEdit(call.truth().span(), second),
                new TextEdit(call.predictions().span(), first)));
    context.report(
        Finding.of(
                ID,
                call.place(),
                "`"
                    + call.function()
                    + "` takes the truth first: `"
                    + first
                    + "` and `"
                    + second
                    + "` look swapped")
            .withCertainty(Certainty.LIKELY)
            .withFix(swap));
  }

  private static String text(Place place) {
    return place.file().text(place.span());
  }
}
