package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.CellMap;
import dev.tensorvet.source.Location;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import java.util.OptionalInt;

/**
 * Where a place is: as a person names it, and as a machine finds it in the file. The two differ
 * only in a notebook, where a person counts in a cell. Ends are exclusive.
 *
 * @param physical the file that lies on disk
 * @param cell the cell of a notebook that {@code start} and {@code end} count in
 * @param physicalSpan the place in the text of {@code physical}
 */
record Region(
    SourceFile physical,
    OptionalInt cell,
    Location start,
    Location end,
    Location physicalStart,
    Location physicalEnd,
    Span physicalSpan) {

  static Region of(Place place) {
    return of(place.file(), place.span());
  }

  static Region of(SourceFile file, Span span) {
    return file.cells()
        .filter(cells -> !cells.cells().isEmpty())
        .map(cells -> inNotebook(file.physical(), cells, span))
        .orElseGet(() -> inFile(file, span));
  }

  private static Region inFile(SourceFile file, Span span) {
    Location start = file.locate(span.start());
    Location end = file.locate(span.end());
    return new Region(file, OptionalInt.empty(), start, end, start, end, span);
  }

  /** A span that leaves its cell is shown up to the cell's end. */
  private static Region inNotebook(SourceFile notebook, CellMap cells, Span span) {
    CellMap.Cell cell = cells.cellAt(span.start());
    CellMap.CellLocation start = cells.locate(cell, span.start());
    CellMap.CellLocation end = cells.locate(cell, span.end());
    return new Region(
        notebook,
        OptionalInt.of(cell.number()),
        start.inCell(),
        end.inCell(),
        start.physical(),
        end.physical(),
        new Span(offset(notebook, start.physical()), offset(notebook, end.physical())));
  }

  private static int offset(SourceFile file, Location place) {
    return file.lines().start(place.line()) + place.column() - 1;
  }

  /**
   * In a notebook where in its cell, for who is shown a line of the file: {@code (cell 5, line 2)}.
   */
  String inCell() {
    return cell.isPresent() ? " (cell " + cell.getAsInt() + ", line " + start.line() + ")" : "";
  }

  /** {@code train.py:18:9} or {@code train.ipynb:cell 5:2:7}. */
  String label() {
    String inside = cell.isPresent() ? "cell " + cell.getAsInt() + ":" : "";
    return physical.path() + ":" + inside + start;
  }
}
