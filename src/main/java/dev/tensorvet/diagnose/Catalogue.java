package dev.tensorvet.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** All errors that are known, found by their messages. */
final class Catalogue {

  /** A shorter text stands in too many lines to say anything. */
  private static final int SHORTEST = 6;

  /** The longest part of a message that is looked at. */
  private static final int LONGEST = 1 << 14;

  private final List<KnownError> errors;
  private final List<List<String>> words;
  private final Literals literals;

  Catalogue(List<KnownError> errors) {
    this.errors = List.copyOf(errors);
    this.words = errors.stream().map(error -> words(error.pattern().pattern())).toList();
    this.literals = new Literals(words);
  }

  private static List<String> words(String pattern) {
    List<String> words = Literals.of(pattern);
    return words.stream().anyMatch(word -> word.length() < SHORTEST) ? List.of() : words;
  }

  List<KnownError> errors() {
    return errors;
  }

  /** The texts without which a message is not a given error; none where it has to be tried. */
  List<String> words(KnownError error) {
    return words.get(errors.indexOf(error));
  }

  /** What is known of something raised: what its message begins with counts more than its end. */
  Optional<KnownError> find(Raised raised) {
    String message =
        raised.message().length() > LONGEST
            ? raised.message().substring(0, LONGEST)
            : raised.message();
    List<Candidate> found = new ArrayList<>();
    for (int at : literals.in(message)) {
      candidate(at, message, raised).ifPresent(found::add);
    }
    if (!raised.exception().isEmpty()) {
      for (int at = 0; at < errors.size(); at++) {
        if (words.get(at).isEmpty()) {
          candidate(at, message, raised).ifPresent(found::add);
        }
      }
    }
    return found.stream()
        .min(
            Comparator.comparingInt(Candidate::start)
                .thenComparing(Comparator.comparingInt(Candidate::detail).reversed()))
        .map(Candidate::error);
  }

  /**
   * An error that fits.
   *
   * @param start where its pattern is found
   * @param detail how much of the message is told by it
   */
  private record Candidate(KnownError error, int start, int detail) {}

  private Optional<Candidate> candidate(int at, String message, Raised raised) {
    KnownError error = errors.get(at);
    if (error.needsException() && !error.exception().equals(raised.exception())) {
      return Optional.empty();
    }
    Matcher found = error.pattern().matcher(message);
    if (!found.find()) {
      return Optional.empty();
    }
    int detail = words.get(at).stream().mapToInt(String::length).max().orElse(0);
    return Optional.of(new Candidate(error, found.start(), detail));
  }
}
