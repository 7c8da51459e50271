package dev.tensorvet.report;

import java.util.List;
import java.util.Optional;

/** Every format of a review. */
public final class ReviewReporters {

  private static final List<ReviewReporter> ALL =
      List.of(new ReviewHtmlReporter(), new ReviewMarkdownReporter(), new ReviewJsonReporter());

  private ReviewReporters() {}

  /** The format for a person with a browser. */
  public static ReviewReporter html() {
    return ALL.getFirst();
  }

  public static Optional<ReviewReporter> find(String name) {
    return ALL.stream().filter(reporter -> reporter.name().equals(name)).findFirst();
  }

  /** The names of all formats, the usual one first. */
  public static List<String> names() {
    return ALL.stream().map(ReviewReporter::name).toList();
  }
}
