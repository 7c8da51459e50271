package dev.tensorvet.reader.config;

import dev.tensorvet.facts.JsonExtension;
import dev.tensorvet.facts.JsonExtension.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/**
 * Finds what Python's {@code json} refuses in a file that it reads: <a
 * href="https://docs.python.org/3/library/json.html#standard-compliance-and-interoperability">its
 * documentation</a> names what it takes besides the standard, and neither comments nor a comma
 * behind the last element are among that.
 */
final class JsonExtensions {

  private final ConfigLoads loads;

  JsonExtensions(ConfigLoads loads) {
    this.loads = loads;
  }

  /** The first in a file: the reader goes no further. */
  List<JsonExtension> in(SourceModule config) {
    boolean isRead =
        config.file().language() == Language.JSON && !config.parsed().documents().isEmpty();
    Optional<Found> first = isRead ? first(config.file().text()) : Optional.empty();
    return first.stream()
        .flatMap(
            found ->
                loads.of(config).stream()
                    .filter(load -> load.isOfFile() == Proof.YES)
                    .filter(load -> !isTried(load))
                    .limit(1)
                    .map(
                        load ->
                            new JsonExtension(
                                new Place(config.file(), found.span()),
                                found.kind(),
                                load.reader(),
                                CodeCalls.place(load.start(), load.module()))))
        .toList();
  }

  /** Whether the code goes on where what it reads is refused. */
  private static boolean isTried(ConfigLoads.Load load) {
    return CodeCalls.around(load.start(), load.module().tree()).stream()
        .anyMatch(Stmt.Try.class::isInstance);
  }

  private record Found(Span span, Kind kind) {}

  /** The first in a text that is JSON but for such things. */
  private static Optional<Found> first(String text) {
    int comma = -1;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at = endOfString(text, at);
        comma = -1;
      } else if (c == '/') {
        return Optional.of(new Found(new Span(at, endOfComment(text, at)), Kind.COMMENT));
      } else if (c == ',') {
        comma = at;
      } else if ((c == ']' || c == '}') && comma >= 0) {
        return Optional.of(new Found(new Span(comma, comma + 1), Kind.TRAILING_COMMA));
      } else if (!Character.isWhitespace(c)) {
        comma = -1;
      }
    }
    return Optional.empty();
  }

  private static int endOfString(String text, int start) {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private static int endOfComment(String text, int start) {
    boolean isBlock = text.startsWith("/*", start);
    int end = isBlock ? text.indexOf("*/", start + 2) + 2 : start;
    while (!isBlock && end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return Math.max(end, start + 1);
  }
}
