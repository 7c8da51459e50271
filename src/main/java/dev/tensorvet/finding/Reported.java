package dev.tensorvet.finding;

import java.util.Optional;

/**
 * A finding with the level that page, settings and certainty give it.
 *
 * @param scope the function or class whose code it is in, as {@code Net.forward}, or {@link
 *     #MODULE}
 * @param verdict what a run says of it, where one was asked for
 */
public record Reported(Finding finding, Level level, String scope, Optional<Verdict> verdict) {

  /** The scope of what stands in no function and no class. */
  public static final String MODULE = "<module>";

  /** A finding of which no run was asked for. */
  public Reported(Finding finding, Level level, String scope) {
    this(finding, level, scope, Optional.empty());
  }

  /** A finding that stands in no function and no class. */
  public Reported(Finding finding, Level level) {
    this(finding, level, MODULE);
  }

  public Reported withVerdict(Verdict said) {
    return new Reported(finding, level, scope, Optional.of(said));
  }

  /** What people are told: the message, and what a run says of it. */
  public String message() {
    return finding.message() + verdict.map(v -> " (" + v.text() + ")").orElse("");
  }
}
