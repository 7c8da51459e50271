package dev.tensorvet.fix;

import dev.tensorvet.source.CellMap;
import dev.tensorvet.source.Location;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.Optional;

/**
 * Takes edits of a notebook's joined code back into the JSON of its file. What lies between two
 * places of the code is replaced together with the JSON between them, so that lines that go take
 * their quotes along, and lines that come get their own.
 */
final class NotebookText {

  private final SourceFile file;
  private final CellMap cells;

  private NotebookText(SourceFile joined, CellMap cells) {
    this.file = joined.physical();
    this.cells = cells;
  }

  static Optional<NotebookText> of(SourceFile file) {
    return file.cells()
        .filter(cells -> !cells.cells().isEmpty())
        .map(cells -> new NotebookText(file, cells));
  }

  /** The edit of the file; none when it leaves its cell. */
  Optional<TextEdit> physical(TextEdit edit) {
    Span span = edit.span();
    CellMap.Cell cell = cells.cellAt(span.start());
    if (span.end() > cell.end()) {
      return Optional.empty();
    }
    int start = offset(cell, span.start());
    int end = offset(cell, span.end());
    if (end < start) {
      return Optional.empty();
    }
    return Optional.of(
        new TextEdit(new Span(start, end), encoded(edit.replacement(), cell, start, end)));
  }

  private int offset(CellMap.Cell cell, int offset) {
    Location place = cells.locate(cell, offset).physical();
    return file.lines().start(place.line()) + place.column() - 1;
  }

  private String encoded(String code, CellMap.Cell cell, int start, int end) {
    Optional<String> between = betweenLines(cell, start);
    boolean closes = file.text().charAt(end) == '"';
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < code.length(); i++) {
      escape(code.charAt(i), json);
      boolean isLast = closes && i == code.length() - 1;
      if (code.charAt(i) == '\n' && between.isPresent() && !isLast) {
        json.append(between.get());
      }
    }
    return json.toString();
  }

  /**
   * What stands between two lines of code that are strings of their own, each on its line of the
   * file, as every common tool writes them; nothing where lines stand in one string.
   */
  private Optional<String> betweenLines(CellMap.Cell cell, int offset) {
    int line = file.lines().line(offset);
    int lineStart = file.lines().start(line);
    int quote = lineStart;
    while (file.text().charAt(quote) == ' ' || file.text().charAt(quote) == '\t') {
      quote++;
    }
    Location first = new Location(line, quote + 1 - lineStart + 1);
    if (file.text().charAt(quote) != '"' || !cell.physicalStarts().contains(first)) {
      return Optional.empty();
    }
    return Optional.of("\"," + file.lineEnd() + file.text().substring(lineStart, quote + 1));
  }

  private static void escape(char c, StringBuilder json) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (c < 0x20) {
          json.append(String.format("\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
    }
  }
}
