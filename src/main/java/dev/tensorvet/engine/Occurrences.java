package dev.tensorvet.engine;

import dev.tensorvet.finding.Occurrence;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.syntax.ParsedFile;

/** Tells the equal lines of a function or class from each other. */
final class Occurrences {

  private Occurrences() {}

  /** Which of the equal lines of its scope a place begins on. */
  static Occurrence of(Place place, String scope, ParsedFile parsed) {
    String text = place.file().text();
    LineTable lines = place.file().lines();
    int here = lines.line(place.span().start());
    String code = text.substring(lines.start(here), lines.end(here)).strip();
    int nth = 1;
    int of = 0;
    for (int at = text.indexOf(code);
        at >= 0 && !code.isEmpty();
        at = text.indexOf(code, at + code.length())) {
      int line = lines.line(at);
      boolean isWhole = text.substring(lines.start(line), lines.end(line)).strip().equals(code);
      if (isWhole && (line == here || ScopeName.at(parsed, at).equals(scope))) {
        of++;
        nth += line < here ? 1 : 0;
      }
    }
    return of > 1 ? new Occurrence(nth, of) : Occurrence.ONLY;
  }
}
