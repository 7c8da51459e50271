package dev.tensorvet.report;

import java.util.List;
import java.util.Optional;

/** Every output format. */
public final class Reporters {

  private static final List<Reporter> ALL =
      List.of(
          new TextReporter(),
          new ConciseReporter(),
          new JsonReporter(),
          new SarifReporter(),
          new GithubReporter(),
          new GitlabReporter(),
          new JunitReporter(),
          new RdjsonReporter());

  private Reporters() {}

  /** The format that a person gets who asks for none. */
  public static Reporter text() {
    return ALL.getFirst();
  }

  /** What {@code --statistics} shows in place of the findings. */
  public static Reporter statistics() {
    return new StatisticsReporter();
  }

  public static Optional<Reporter> find(String name) {
    return ALL.stream().filter(reporter -> reporter.name().equals(name)).findFirst();
  }

  /** The names of all formats, the usual ones first. */
  public static List<String> names() {
    return ALL.stream().map(Reporter::name).toList();
  }
}
