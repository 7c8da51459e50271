package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Report;
import dev.tensorvet.review.Review;
import java.util.List;

/**
 * A review with all that belongs to it.
 *
 * @param models those that were followed, in the order of the review
 * @param untold models that are only named, where there are too many to follow
 * @param report what the rules found, and what kept files from being read
 */
public record ReviewReport(Review review, List<Model> models, List<Untold> untold, Report report) {

  /** A model that is only named. */
  public record Untold(String name, Place place) {}

  public ReviewReport {
    models = List.copyOf(models);
    untold = List.copyOf(untold);
  }
}
