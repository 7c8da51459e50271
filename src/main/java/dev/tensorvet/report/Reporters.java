package dev.tensorvet.report;

import java.util.List;
import java.util.Optional;

/** All output formats. */
public final class Reporters {

  private Reporters() {}

  public static List<Reporter> all() {
    return List.of(
        new TextReporter(),
        new ConciseReporter(),
        new JsonReporter(),
        new SarifReporter(),
        new GithubReporter());
  }

  public static Optional<Reporter> named(String name) {
    return all().stream().filter(reporter -> reporter.name().equals(name)).findFirst();
  }
}
