package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.CellMap.CellLocation;
import dev.tensorvet.source.Location;
import dev.tensorvet.source.SourceFile;
import java.util.Optional;

/**
 * A place as reports show it.
 *
 * @param cell the notebook cell that {@code start} and {@code end} count in
 * @param physicalStart where it starts in the file on the disk: other than {@code start} in a notebook
 */
record Position(
    String path,
    Optional<Integer> cell,
    Location start,
    Location end,
    Location physicalStart,
    Location physicalEnd) {

  static Position of(Place place) {
    SourceFile file = place.file();
    if (file.cells().isPresent()) {
      CellLocation start = file.cells().get().locate(place.span().start());
      CellLocation end = file.cells().get().locate(place.span().end());
      return new Position(
          file.path(),
          Optional.of(start.cell()),
          start.inCell(),
          end.inCell(),
          start.physical(),
          end.physical());
    }
    Location start = file.locate(place.span().start());
    Location end = file.locate(place.span().end());
    return new Position(file.path(), Optional.empty(), start, end, start, end);
  }

  /** {@code train.py:3:5} or {@code train.ipynb:cell 2:3:5}. */
  String label() {
    return path + cell.map(c -> ":cell " + c).orElse("") + ":" + start;
  }
}
