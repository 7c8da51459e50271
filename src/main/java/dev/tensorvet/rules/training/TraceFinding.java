package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding about an event of a trace, with the places that take part. */
final class TraceFinding {

  private TraceFinding() {}

  /** The finding with a fix, when there is one. */
  static Finding with(Finding finding, Optional<Fix> fix) {
    return fix.map(finding::withFix).orElse(finding);
  }

  /** The code of an event in backquotes, when it is short. */
  static String code(OptimizerTrace trace, int node) {
    String code = trace.event(node).site().place().file().text(trace.event(node).site().span());
    return code.length() <= 40 && !code.contains("\n") ? "`" + code + "`" : "the backward pass";
  }

  /** Empty when the event cannot be shown in the file under check. */
  static Optional<Finding> at(
      RuleId rule, OptimizerTrace trace, int node, String message, List<Related> related) {
    return trace
        .place(node)
        .map(
            place -> {
              List<Related> all = new ArrayList<>(trace.related(related));
              if (place.file() != trace.event(node).site().place().file()) {
                all.addFirst(trace.related(node, "it happens here"));
              }
              return Finding.of(rule, place, message)
                  .withCertainty(trace.certainty())
                  .withRelated(all);
            });
  }
}
