package dev.tensorvet.finding;

import dev.tensorvet.source.Span;
import java.util.Optional;

/**
 * Something that kept a file from being checked as it should be: it does not parse, cannot be read,
 * a rule failed on it, or what tells findings to leave out does not fit it. The run goes on.
 *
 * @param kind a short name in kebab case, such as {@code syntax-error} or {@code unreadable-file}
 * @param path the file as named to the user
 * @param place where in the file, when that is known
 */
public record Problem(
    String kind, Level level, String path, Optional<Place> place, String message) {

  private static final String OTHER_LANGUAGE = "other-language";

  private static final String STALE_BASELINE = "stale-baseline";

  /** Something at a place that keeps the file from being checked in full. */
  public static Problem at(Place place, String kind, String message) {
    return new Problem(kind, Level.WARNING, place.file().path(), Optional.of(place), message);
  }

  /** A file that was not read, and why not. */
  public static Problem unreadable(String path, String why) {
    return new Problem("unreadable-file", Level.WARNING, path, Optional.empty(), why);
  }

  /** A notebook whose code is not Python: worth telling to whoever asks for that notebook. */
  public static Problem otherLanguage(String path, String language) {
    return new Problem(
        OTHER_LANGUAGE,
        Level.ADVICE,
        path,
        Optional.empty(),
        "the code of this notebook is " + language + ", which is not checked");
  }

  /** A baseline that holds what is not found any more. */
  public static Problem staleBaseline(String path, String message) {
    return new Problem(STALE_BASELINE, Level.WARNING, path, Optional.empty(), message);
  }

  public boolean isOtherLanguage() {
    return kind.equals(OTHER_LANGUAGE);
  }

  /** Whether code was left unread or rules were not run, so that findings may be missing. */
  public boolean hidesFindings() {
    return switch (kind) {
      case "bad-suppression", "unused-suppression", STALE_BASELINE -> false;
      default -> true;
    };
  }

  /** The span of {@link #place()}, or an empty one at the start of the file. */
  public Span span() {
    return place.map(Place::span).orElse(new Span(0, 0));
  }
}
