package dev.tensorvet.rules.training;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A window of accumulated gradients ends with the first batch already. */
final class GradAccumOffByOne implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("grad-accum-off-by-one");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  private static final Pattern COUNTER = Pattern.compile("(\\w+)\\s*%");

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    trace.windows().stream()
        .filter(AccumulationWindow::stepsAtOnce)
        .findFirst()
        .ifPresent(window -> report(trace, window, context));
  }

  private static void report(OptimizerTrace trace, AccumulationWindow window, RuleContext context) {
    Site test = window.test().getFirst();
    String question = test.place().file().text(test.span());
    String name = question.length() <= 60 ? "`" + question + "`" : "this";
    SiteFinding.at(
            ID,
            trace.file(),
            test,
            name
                + " is true for the first batch already: the first step of `"
                + trace.name()
                + "` uses one batch"
                + (window.isClosed() ? "" : ", and the last ones of an epoch are left over"),
            "it is asked here")
        .map(
            finding ->
                finding
                    .withCertainty(trace.certainty())
                    .withRelated(trace.related(window.step(), "it steps here"))
                    .withFix(fix(trace, window, question)))
        .ifPresent(context::report);
  }

  /** The counter plus one, when it stands at the head of the one question about it. */
  private static Optional<Fix> fix(
      OptimizerTrace trace, AccumulationWindow window, String question) {
    Site test = window.test().getFirst();
    Matcher counter = COUNTER.matcher(question);
    boolean isHere = test.place().file() == trace.file() && window.test().size() == 1;
    if (!isHere || !counter.lookingAt()) {
      return Optional.empty();
    }
    int start = test.span().start();
    String name = counter.group(1);
    return Optional.of(
        new Fix(
            "count from one: `(" + name + " + 1)`",
            Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(start, start + name.length()), "(" + name + " + 1)"))));
  }
}
