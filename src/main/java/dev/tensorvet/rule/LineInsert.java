package dev.tensorvet.rule;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** Puts lines before and behind statements that are lines of their own. */
public final class LineInsert {

  private LineInsert() {}

  /** A fix that inserts code as the next line, if the place is a statement that ends its line. */
  public static Optional<Fix> behind(Place place, String code, Fix.Safety safety) {
    return lineBehind(place, code).map(edit -> fix(code, safety, List.of(edit)));
  }

  /**
   * A fix that inserts code as the line above, if the place is a statement that begins its line.
   */
  public static Optional<Fix> before(Place place, String code, Fix.Safety safety) {
    return lineBefore(place, code).map(edit -> fix(code, safety, List.of(edit)));
  }

  /** The same, with a second line of code behind the statement. */
  public static Optional<Fix> around(Place place, String before, String behind, Fix.Safety safety) {
    return lineBefore(place, before)
        .flatMap(
            first ->
                lineBehind(place, behind).map(last -> fix(before, safety, List.of(first, last))));
  }

  private static Fix fix(String code, Fix.Safety safety, List<TextEdit> edits) {
    return new Fix("insert `" + code + "`", safety, edits);
  }

  private static Optional<TextEdit> lineBehind(Place place, String code) {
    LineTable lines = place.file().lines();
    int end = lines.end(lines.line(place.span().end()));
    String rest = place.file().text(new Span(place.span().end(), end));
    boolean isAlone = rest.isBlank() || rest.stripLeading().startsWith("#");
    return indent(place)
        .filter(indent -> isAlone)
        .map(indent -> rest.endsWith("\n") ? indent + code + "\n" : "\n" + indent + code)
        .map(line -> new TextEdit(new Span(end, end), line));
  }

  private static Optional<TextEdit> lineBefore(Place place, String code) {
    LineTable lines = place.file().lines();
    int start = lines.start(lines.line(place.span().start()));
    return indent(place).map(indent -> new TextEdit(new Span(start, start), indent + code + "\n"));
  }

  /** The indentation of the line that a place begins, if it begins one. */
  public static Optional<String> indent(Place place) {
    LineTable lines = place.file().lines();
    int start = lines.start(lines.line(place.span().start()));
    String before = place.file().text(new Span(start, place.span().start()));
    return before.isBlank() ? Optional.of(before) : Optional.empty();
  }
}
