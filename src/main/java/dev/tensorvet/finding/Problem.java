package dev.tensorvet.finding;

import dev.tensorvet.source.Span;
import java.util.Optional;

/**
 * Something that kept a file from being checked in full: it does not parse, cannot be read, or a
 * rule failed on it. The run goes on.
 *
 * @param kind a short name in kebab case, such as {@code syntax-error} or {@code unreadable-file}
 * @param path the file as named to the user
 * @param place where in the file, when that is known
 */
public record Problem(
    String kind, Level level, String path, Optional<Place> place, String message) {

  /** The span of {@link #place()}, or an empty one at the start of the file. */
  public Span span() {
    return place.map(Place::span).orElse(new Span(0, 0));
  }
}
