package dev.tensorvet.engine;

import dev.tensorvet.finding.Occurrence;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the equal lines of a function or class of one file from each other. Serves one thread. */
final class Occurrences {

  /** A line, and the function or class that it stands in. */
  private record Line(int number, String scope) {}

  private final ParsedFile parsed;

  /** The lines of a code: what a generated file repeats is told in each, and looked for once. */
  private final Map<String, List<Line>> known = new HashMap<>();

  Occurrences(ParsedFile parsed) {
    this.parsed = parsed;
  }

  /** Which of the equal lines of its scope a place begins on. */
  Occurrence of(Place place, String scope) {
    SourceFile file = parsed.source();
    int here = file.lines().line(place.span().start());
    String code = code(here, file);
    if (code.isEmpty()) {
      return Occurrence.ONLY;
    }
    int nth = 1;
    int of = 0;
    for (Line line : known.computeIfAbsent(code, this::lines)) {
      if (line.number() == here || line.scope().equals(scope)) {
        of++;
        nth += line.number() < here ? 1 : 0;
      }
    }
    return of > 1 ? new Occurrence(nth, of) : Occurrence.ONLY;
  }

  private List<Line> lines(String code) {
    SourceFile file = parsed.source();
    String text = file.text();
    List<Line> lines = new ArrayList<>();
    for (int at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + code.length())) {
      int line = file.lines().line(at);
      if (code(line, file).equals(code)) {
        lines.add(new Line(line, ScopeName.at(parsed, at)));
      }
    }
    return lines;
  }

  private static String code(int line, SourceFile file) {
    LineTable lines = file.lines();
    return file.text().substring(lines.start(line), lines.end(line)).strip();
  }
}
