package dev.tensorvet.diagnose;

import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The code of a project, as far as a diagnosis asks for it. */
public interface CodeBase {

  /** Its files, in order. */
  List<Path> files();

  Optional<SourceFile> source(Path file);

  /** The models that a file defines. */
  List<Interpretation> models(Path file);

  /** Where a file makes its optimizers. */
  List<Place> optimizers(Path file);

  /**
   * The settings that the statement at a place reads, in order.
   *
   * @param near the files that the log tells of, where there are too many to look at all
   */
  List<KnownValue> values(Place at, List<Path> near);

  /**
   * The settings of a name that say how much is computed at once.
   *
   * @param near the same
   */
  List<KnownValue> batchSizes(List<Path> near);

  /** What rules find in files. */
  List<Reported> findings(List<Path> files);
}
