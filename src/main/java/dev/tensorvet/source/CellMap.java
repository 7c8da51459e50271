package dev.tensorvet.source;

import java.util.List;
import java.util.Optional;

/**
 * Where the joined code of a notebook comes from. The text that is parsed holds the code cells one
 * after the other; a reader wants the cell, a machine wants the line of the {@code .ipynb}.
 */
public final class CellMap {

  /**
   * One code cell.
   *
   * @param number the cell's place among all cells of the notebook, Markdown included, from 1
   * @param start offset of its code in the joined text
   * @param end offset after its code in the joined text
   * @param physicalStarts for each line of the cell, where its first character stands in the file
   * @param physicalColumns for each line, the physical column of each code unit of the line and of
   *     its end (escapes make a character of code several characters of JSON)
   * @param run what the file tells of the last time that the cell ran
   */
  public record Cell(
      int number,
      int start,
      int end,
      List<Location> physicalStarts,
      List<int[]> physicalColumns,
      Run run) {}

  /**
   * What is saved of the last run of a cell.
   *
   * @param count it was the so manieth cell to run; 0 when that is not told
   * @param error the kind of error that it ended with; none where the cell says that it will
   * @param texts where what it printed or gave stands in the file, string by string
   */
  public record Run(int count, Optional<String> error, List<Span> texts) {

    public Run {
      texts = List.copyOf(texts);
    }
  }

  /** A place in a notebook: its cell, the place in the cell, and the place in the file. */
  public record CellLocation(int cell, Location inCell, Location physical) {}

  private final List<Cell> cells;
  private final LineTable lines;

  public CellMap(List<Cell> cells, LineTable lines) {
    this.cells = List.copyOf(cells);
    this.lines = lines;
  }

  public List<Cell> cells() {
    return cells;
  }

  /** The place of an offset of the joined text; one between two cells belongs to the first. */
  public CellLocation locate(int offset) {
    return locate(cellAt(offset), offset);
  }

  /** The place of an offset in a cell; one outside it counts as the nearest place inside. */
  public CellLocation locate(Cell cell, int offset) {
    int clamped = Math.max(cell.start(), Math.min(offset, cell.end()));
    int line = lines.line(clamped) - lines.line(cell.start());
    int column = clamped - lines.start(lines.line(clamped));
    if (line >= cell.physicalStarts().size()) {
      line = cell.physicalStarts().size() - 1;
      column = Integer.MAX_VALUE;
    }
    int[] columns = cell.physicalColumns().get(line);
    column = Math.min(column, columns.length - 1);
    return new CellLocation(
        cell.number(),
        new Location(line + 1, column + 1),
        new Location(cell.physicalStarts().get(line).line(), columns[column]));
  }

  /** The cell that an offset of the joined text belongs to; there must be one. */
  public Cell cellAt(int offset) {
    int low = 0;
    int high = cells.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (cells.get(middle).start() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return cells.get(low);
  }
}
