package dev.tensorvet.finding;

import java.util.Optional;

/**
 * A finding with the level that page, settings and certainty give it.
 *
 * @param scope the function or class whose code it is in, as {@code Net.forward}, or {@link
 *     #MODULE}
 * @param occurrence which of the equal lines of that it begins on
 * @param verdict what a run says of it, where one was asked for
 */
public record Reported(
    Finding finding, Level level, String scope, Occurrence occurrence, Optional<Verdict> verdict) {

  /** The scope of what stands in no function and no class. */
  public static final String MODULE = "<module>";

  /** A finding of which no run was asked for. */
  public Reported(Finding finding, Level level, String scope, Occurrence occurrence) {
    this(finding, level, scope, occurrence, Optional.empty());
  }

  /** A finding on a line that no other one is equal to. */
  public Reported(Finding finding, Level level, String scope) {
    this(finding, level, scope, Occurrence.ONLY);
  }

  /** A finding that stands in no function and no class. */
  public Reported(Finding finding, Level level) {
    this(finding, level, MODULE);
  }

  public Reported withVerdict(Verdict said) {
    return new Reported(finding, level, scope, occurrence, Optional.of(said));
  }

  /** What people are told: the message, and what a run says of it. */
  public String message() {
    return finding.message() + verdict.map(v -> " (" + v.text() + ")").orElse("");
  }
}
