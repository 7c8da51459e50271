package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The code that a page refers to: links to lines, and the lines that they lead to. */
final class PageCode {

  /** Lines that are shown before and after one that is referred to. */
  private static final int CONTEXT = 2;

  /** A page holds no more lines of code: links to others have no aim. */
  private static final int MOST_LINES = 20_000;

  private final Map<SourceFile, Referred> files = new LinkedHashMap<>();
  private int lines;

  /** What is referred to of a file. */
  private record Referred(int number, TreeSet<Integer> lines) {}

  /**
   * A way to a line.
   *
   * @param href where it leads; empty where it leads nowhere
   */
  record Link(String href, String label) {}

  /**
   * A line of code.
   *
   * @param id where links lead; empty where none does
   * @param style how it stands out; empty where it does not
   */
  record Line(String id, String style, String number, String text) {}

  /** Lines that follow each other. */
  record Stretch(List<Line> lines) {}

  /** What is shown of a file. */
  record Shown(String path, List<Stretch> stretches) {}

  Link link(Place place) {
    String label = ModelNotes.place(place);
    Referred file =
        files.computeIfAbsent(place.file(), f -> new Referred(files.size() + 1, new TreeSet<>()));
    int line = place.file().lines().line(place.span().start());
    if (!file.lines().contains(line) && lines >= MOST_LINES) {
      return new Link("", label);
    }
    if (file.lines().add(line)) {
      lines += 2 * CONTEXT + 1;
    }
    return new Link("#" + id(file, line), label);
  }

  List<Link> links(List<Place> places, int most) {
    return places.stream().limit(most).map(this::link).distinct().toList();
  }

  private static String id(Referred file, int line) {
    return "c" + file.number() + "-" + line;
  }

  /** All that was linked to, by the names of the files. */
  List<Shown> shown() {
    return files.entrySet().stream()
        .map(entry -> shown(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Shown::path))
        .toList();
  }

  private static Shown shown(SourceFile file, Referred referred) {
    List<Stretch> stretches = new ArrayList<>();
    List<Line> open = new ArrayList<>();
    int last = 0;
    int count = file.lines().count();
    for (int line : referred.lines()) {
      int from = Math.max(1, line - CONTEXT);
      if (!open.isEmpty() && from > last + 1) {
        stretches.add(new Stretch(List.copyOf(open)));
        open.clear();
      }
      for (int each = Math.max(from, last + 1); each <= Math.min(count, line + CONTEXT); each++) {
        String id = referred.lines().contains(each) ? id(referred, each) : "";
        open.add(line(file, each, id, ""));
        last = each;
      }
    }
    if (!open.isEmpty()) {
      stretches.add(new Stretch(List.copyOf(open)));
    }
    return new Shown(file.physical().path(), stretches);
  }

  private static Line line(SourceFile file, int number, String id, String style) {
    LineTable lines = file.lines();
    int start = number == 1 ? file.contentStart() : lines.start(number);
    int end = lines.end(number);
    String text = file.text().substring(Math.min(start, end), end).stripTrailing();
    return new Line(id, style, numberOf(file, number), text);
  }

  /** In a notebook, people count in a cell. */
  private static String numberOf(SourceFile file, int line) {
    int start = Math.min(file.lines().start(line), file.text().length());
    Excerpt excerpt = Excerpt.around(file, start);
    return String.valueOf(excerpt.before() < line ? line - excerpt.before() : line);
  }

  /** The lines of a place with some around, those of the place marked. */
  static List<Line> around(Place place) {
    SourceFile file = place.file();
    int first = file.lines().line(place.span().start());
    int last = Math.min(file.lines().line(place.span().end()), first + 12);
    List<Line> lines = new ArrayList<>();
    int from = Math.max(1, first - CONTEXT);
    int to = Math.min(file.lines().count(), last + CONTEXT);
    for (int each = from; each <= to; each++) {
      lines.add(line(file, each, "", each >= first && each <= last ? "hit" : ""));
    }
    return lines;
  }
}
