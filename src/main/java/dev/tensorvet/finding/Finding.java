package dev.tensorvet.finding;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a rule found. It has no level: the engine gives it one from the rule's page and
 * the settings. A finding can only be lowered: by its certainty, and by {@code gravest}.
 *
 * @param place the narrowest span that shows the problem
 * @param message one sentence in lower case without a full stop, code in backticks
 * @param gravest the level that it does not go above: some cases of a rule matter less than others
 * @param related the places that cause it, in the order in which a reader wants them
 */
public record Finding(
    RuleId rule,
    Place place,
    String message,
    Certainty certainty,
    Level gravest,
    List<Related> related,
    Optional<Fix> fix) {

  public Finding {
    related = List.copyOf(related);
  }

  /** A proven finding with nothing beside it. */
  public static Finding of(RuleId rule, Place place, String message) {
    return new Finding(
        rule, place, message, Certainty.PROVEN, Level.ERROR, List.of(), Optional.empty());
  }

  public Finding withRelated(List<Related> places) {
    return new Finding(rule, place, message, certainty, gravest, places, fix);
  }

  public Finding withFix(Fix offered) {
    return new Finding(rule, place, message, certainty, gravest, related, Optional.of(offered));
  }

  public Finding withCertainty(Certainty known) {
    return new Finding(rule, place, message, known, gravest, related, fix);
  }

  public Finding withLevelAtMost(Level level) {
    return new Finding(rule, place, message, certainty, level, related, fix);
  }
}
