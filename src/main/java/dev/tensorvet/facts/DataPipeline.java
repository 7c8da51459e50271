package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.source.SourceFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data loaders that one run of a program makes.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param certainty whether the whole file could be read
 * @param isDistributed whether a model is given to several processes, whatever is decided on the
 *     way
 * @param joinsProcesses whether something puts together what several processes have
 * @param unusedTransforms where transforms are made that nothing uses
 */
public record DataPipeline(
    SourceFile file,
    Certainty certainty,
    boolean isDistributed,
    boolean joinsProcesses,
    List<LoaderUse> loaders,
    List<Site> unusedTransforms)
    implements Fact {

  public DataPipeline {
    loaders = List.copyOf(loaders);
    unusedTransforms = List.copyOf(unusedTransforms);
  }

  /** The same, told to the reader of another file. */
  public DataPipeline in(SourceFile other) {
    return new DataPipeline(
        other, certainty, isDistributed, joinsProcesses, loaders, unusedTransforms);
  }

  /** The loaders that evaluate a model, and do nothing else. */
  public Stream<LoaderUse> evaluating() {
    return loaders.stream().filter(loader -> loader.use() == DataRole.EVALUATION);
  }

  /** The loaders that train a model. */
  public Stream<LoaderUse> training() {
    return loaders.stream().filter(loader -> loader.use() == DataRole.TRAINING);
  }
}
