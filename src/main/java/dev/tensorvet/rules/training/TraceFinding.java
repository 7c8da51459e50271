package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.facts.SchedulerPace;
import dev.tensorvet.facts.SchedulerTrace;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding about an event of a trace, with the places that take part. */
final class TraceFinding {

  private TraceFinding() {}

  /** The code of an event in backquotes, when it is short. */
  static String code(OptimizerTrace trace, int node) {
    String code = trace.event(node).site().place().file().text(trace.event(node).site().span());
    return code.length() <= 40 && !code.contains("\n") ? "`" + code + "`" : "the backward pass";
  }

  /** Empty when the event cannot be shown in the file under check. */
  static Optional<Finding> at(
      RuleId rule, OptimizerTrace trace, int node, String message, List<Related> related) {
    return at(rule, trace.file(), trace.event(node).site(), message, trace.related(related))
        .map(finding -> finding.withCertainty(trace.certainty()));
  }

  /** The same about an event of a scheduler's trace. */
  static Optional<Finding> at(
      RuleId rule, SchedulerTrace trace, int node, String message, List<Related> others) {
    List<Related> related = new ArrayList<>();
    related.add(new Related(trace.madeAt(), "the scheduler is made here"));
    related.addAll(others);
    return at(rule, trace.file(), trace.event(node).site(), message, related)
        .map(finding -> finding.withCertainty(trace.certainty()));
  }

  /** The same about a place where a scheduler steps. */
  static Optional<Finding> at(
      RuleId rule, SchedulerTrace trace, SchedulerPace pace, String message) {
    List<Related> related = List.of(new Related(trace.madeAt(), "the scheduler is made here"));
    return at(rule, trace.file(), pace.site(), message, related)
        .map(finding -> finding.withCertainty(trace.certainty()));
  }

  private static Optional<Finding> at(
      RuleId rule, SourceFile checked, Site site, String message, List<Related> related) {
    return SiteFinding.at(rule, checked, site, message, "it happens here")
        .map(finding -> finding.withRelated(related));
  }
}
