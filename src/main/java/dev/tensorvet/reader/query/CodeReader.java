package dev.tensorvet.reader.query;

import dev.tensorvet.facts.Fact;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;

/**
 * Reads facts of one kind from the code of a file as it stands, without running it. Stateless.
 *
 * @param <F> the kind of fact
 */
public interface CodeReader<F extends Fact> {

  Class<F> kind();

  /** The facts that a file's code tells, in the order of the text. */
  List<F> read(SourceModule module);
}
