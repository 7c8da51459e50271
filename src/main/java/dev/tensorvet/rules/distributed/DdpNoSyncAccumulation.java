package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.HashSet;
import java.util.Set;

/** Processes exchange gradients for each batch, though they step once for several. */
final class DdpNoSyncAccumulation implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("ddp-no-sync-accumulation");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    if (!trace.isExchanged() || trace.madeAt().isEmpty()) {
      return;
    }
    // With and without a scaled loss, say, a loop has several passes, and one remedy.
    Set<Loop> told = new HashSet<>();
    for (AccumulationWindow window : trace.windows()) {
      boolean isOften = window.every().isPresent() && window.guard().isPresent();
      if (isOften && told.add(window.loop())) {
        report(trace, window, context);
      }
    }
  }

  private static void report(OptimizerTrace trace, AccumulationWindow window, RuleContext context) {
    SiteFinding.at(
            ID,
            trace.file(),
            trace.event(window.backwards().getFirst()).site(),
            "the processes exchange gradients after each of these passes, and step once for several:"
                + " `no_sync()` postpones that to the last",
            "it happens here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(trace.related(window.step(), "the step that needs them")))
        .ifPresent(context::report);
  }
}
