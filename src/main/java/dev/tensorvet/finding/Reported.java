package dev.tensorvet.finding;

/**
 * A finding with the level that page, settings and certainty give it.
 *
 * @param scope the function or class whose code it is in, as {@code Net.forward}, or {@link
 *     #MODULE}
 */
public record Reported(Finding finding, Level level, String scope) {

  /** The scope of what stands in no function and no class. */
  public static final String MODULE = "<module>";

  /** A finding that stands in no function and no class. */
  public Reported(Finding finding, Level level) {
    this(finding, level, MODULE);
  }
}
