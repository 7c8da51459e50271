package dev.tensorvet.finding;

import java.util.ArrayList;
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
 * @param beneath where in other files the same may be told: the calls that the place leads to, and
 *     what they lead to in the end
 */
public record Finding(
    RuleId rule,
    Place place,
    String message,
    Certainty certainty,
    Level gravest,
    List<Related> related,
    List<Place> beneath,
    Optional<Fix> fix) {

  public Finding {
    related = List.copyOf(related);
    beneath = List.copyOf(beneath);
  }

  /** A proven finding with nothing beside it. */
  public static Finding of(RuleId rule, Place place, String message) {
    return new Finding(
        rule,
        place,
        message,
        Certainty.PROVEN,
        Level.ERROR,
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The finding with further places that take part. */
  public Finding withRelated(List<Related> places) {
    List<Related> all = new ArrayList<>(related);
    all.addAll(places);
    return new Finding(rule, place, message, certainty, gravest, all, beneath, fix);
  }

  /** The same for one place. */
  public Finding withRelated(Related further) {
    return withRelated(List.of(further));
  }

  /** The same for a place, when there is one. */
  public Finding withRelated(Optional<Related> further) {
    return further.map(this::withRelated).orElse(this);
  }

  public Finding withBeneath(List<Place> places) {
    return new Finding(rule, place, message, certainty, gravest, related, places, fix);
  }

  public Finding withFix(Fix offered) {
    return new Finding(
        rule, place, message, certainty, gravest, related, beneath, Optional.of(offered));
  }

  /** The finding with a fix, when there is one. */
  public Finding withFix(Optional<Fix> offered) {
    return offered.map(this::withFix).orElse(this);
  }

  public Finding withCertainty(Certainty known) {
    return new Finding(rule, place, message, known, gravest, related, beneath, fix);
  }

  public Finding withLevelAtMost(Level level) {
    return new Finding(rule, place, message, certainty, level, related, beneath, fix);
  }
}
