package dev.tensorvet.report;

import dev.tensorvet.source.CellMap;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;

/**
 * The lines that a person counts in: those of a file, or those of one cell of a notebook.
 *
 * @param before how many lines of the text stand above the first one
 * @param count how many there are, from 1
 */
record Excerpt(SourceFile file, int before, int count) {

  /** The file, or the cell that an offset of its text is in. */
  static Excerpt around(SourceFile file, int offset) {
    return file.cells()
        .filter(cells -> !cells.cells().isEmpty())
        .map(cells -> ofCell(file, cells.cellAt(offset)))
        .orElseGet(() -> new Excerpt(file, 0, file.lines().count()));
  }

  private static Excerpt ofCell(SourceFile file, CellMap.Cell cell) {
    return new Excerpt(file, file.lines().line(cell.start()) - 1, cell.physicalStarts().size());
  }

  /** A line without its end. */
  String line(int number) {
    String text = file.text();
    LineTable lines = file.lines();
    int line = before + number;
    int start = line == 1 ? file.contentStart() : lines.start(line);
    int end = lines.end(line);
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  boolean isBlank(int number) {
    return line(number).isBlank();
  }

  /** The number of the line that an offset of the text is on. */
  int lineOf(int offset) {
    return file.lines().line(offset) - before;
  }
}
