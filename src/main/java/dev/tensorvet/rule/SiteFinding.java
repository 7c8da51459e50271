package dev.tensorvet.rule;

import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.SourceFile;
import java.util.List;
import java.util.Optional;

/** A finding about what happens in a run of a program. */
public final class SiteFinding {

  private static final String CALLER = "it comes to that from here";

  private SiteFinding() {}

  /**
   * The finding, told to the reader of {@code checked}: where it happens, or at the call that leads
   * there; empty when neither is in the file.
   *
   * @param happens what happens at the site, for a reader who is shown a call that leads there
   */
  public static Optional<Finding> at(
      RuleId rule, SourceFile checked, Site site, String message, String happens) {
    return site.in(checked)
        .map(
            place -> {
              Finding finding = Finding.of(rule, place, message).withBeneath(site.beneath(checked));
              return place.file() == site.place().file()
                  ? finding.withRelated(site.caller(checked).map(c -> new Related(c, CALLER)))
                  : finding.withRelated(new Related(site.place(), happens));
            });
  }

  /** The same, told to each caller, whatever the file tells by itself in which it happens. */
  public static Optional<Finding> atEachCaller(
      RuleId rule, SourceFile checked, Site site, String message, String happens) {
    return at(rule, checked, site, message, happens).map(finding -> finding.withBeneath(List.of()));
  }
}
