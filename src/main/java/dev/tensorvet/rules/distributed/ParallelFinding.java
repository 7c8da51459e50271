package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding about what a program does with several processes or devices. */
final class ParallelFinding {

  private ParallelFinding() {}

  /**
   * Reports a use of one kind, if it can be shown in the file under check.
   *
   * @param other what the other place is, for the reader
   */
  static void report(
      RuleId rule,
      ParallelUse use,
      ParallelUse.Kind kind,
      String message,
      String other,
      RuleContext context) {
    Optional<Place> place = use.site().in(use.file());
    if (use.kind() != kind || place.isEmpty()) {
      return;
    }
    List<Related> related = new ArrayList<>();
    if (place.get().file() != use.site().place().file()) {
      related.add(new Related(use.site().place(), "it happens here"));
    }
    use.other().ifPresent(site -> related.add(new Related(site.place(), other)));
    context.report(
        Finding.of(rule, place.get(), message)
            .withCertainty(use.certainty())
            .withRelated(related)
            .withBeneath(use.site().beneath(use.file())));
  }
}
