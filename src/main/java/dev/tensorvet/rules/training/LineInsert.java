package dev.tensorvet.rules.training;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** Puts a line behind a statement that is a line of its own. */
final class LineInsert {

  private LineInsert() {}

  /** A fix that inserts code as the next line, if the place is a statement that ends its line. */
  static Optional<Fix> behind(Place place, String code, Fix.Safety safety) {
    LineTable lines = place.file().lines();
    int end = lines.end(lines.line(place.span().end()));
    String rest = place.file().text(new Span(place.span().end(), end));
    boolean isAlone = rest.isBlank() || rest.stripLeading().startsWith("#");
    return indent(place)
        .filter(indent -> isAlone)
        .map(indent -> rest.endsWith("\n") ? indent + code + "\n" : "\n" + indent + code)
        .map(
            line ->
                new Fix(
                    "insert `" + code + "`",
                    safety,
                    List.of(new TextEdit(new Span(end, end), line))));
  }

  /** The indentation of the line that a place begins, if it begins one. */
  static Optional<String> indent(Place place) {
    LineTable lines = place.file().lines();
    int start = lines.start(lines.line(place.span().start()));
    String before = place.file().text(new Span(start, place.span().start()));
    return before.isBlank() ? Optional.of(before) : Optional.empty();
  }
}
