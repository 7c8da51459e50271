package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/**
 * A data loader of a program: how it is made, and what its batches are used for.
 *
 * @param name how the code calls it
 * @param madeAt where it is made
 * @param shuffle whether it is told to shuffle
 * @param dropLast whether it leaves out a last batch that is not full
 * @param sampling who chooses the order of the samples
 * @param sampler where the sampler is made
 * @param batchSize the number of samples in a batch, when it is written in the code
 * @param passes where its batches are taken
 * @param isPrepared whether an accelerator has taken it over
 * @param knowsProcess whether its samples may depend on which process it is, where there are
 *     several
 */
public record LoaderUse(
    String name,
    Site madeAt,
    Flag shuffle,
    Flag dropLast,
    Sampling sampling,
    Optional<Site> sampler,
    Optional<Integer> batchSize,
    DatasetUse dataset,
    List<Pass> passes,
    boolean isPrepared,
    boolean knowsProcess) {

  /**
   * What a loader is told to do or not.
   *
   * @param name of the parameter
   * @param written where the program's own file writes {@code True} or {@code False} for it
   */
  public record Flag(String name, Proof isOn, Optional<Place> written) {}

  /** Who chooses the order of a loader's samples. */
  public enum Sampling {
    /** The loader itself. */
    NONE,
    /** A sampler that deals a new random order out to processes for each epoch it is told of. */
    DISTRIBUTED_RANDOM,
    /** A sampler that deals the samples out to processes as they come. */
    DISTRIBUTED_IN_ORDER,
    OTHER,
    UNKNOWN
  }

  /**
   * A place where batches are taken.
   *
   * @param role what the batches are used for there
   * @param isRepeated whether all are taken again and again, from the same loader with the same
   *     sampler
   * @param isToldEpoch whether the sampler is told each time which epoch begins
   * @param isDirect whether they are taken from the loader itself, and not from what some function
   *     made of it
   */
  public record Pass(
      Site site, DataRole role, boolean isRepeated, Proof isToldEpoch, boolean isDirect) {}

  public LoaderUse {
    passes = List.copyOf(passes);
  }

  /** What its batches are used for, if for one thing only. */
  public DataRole use() {
    boolean trains = passes.stream().anyMatch(pass -> pass.role() == DataRole.TRAINING);
    boolean evaluates = passes.stream().anyMatch(pass -> pass.role() == DataRole.EVALUATION);
    boolean isOpen = passes.stream().anyMatch(pass -> pass.role() == DataRole.UNKNOWN);
    return trains
        ? DataRole.TRAINING
        : evaluates && !isOpen ? DataRole.EVALUATION : DataRole.UNKNOWN;
  }

  /** Whether it is told to shuffle. */
  public Proof shuffles() {
    return shuffle.isOn();
  }

  /** Whether it leaves out a last batch that is not full. */
  public Proof dropsLast() {
    return dropLast.isOn();
  }

  /** Whether its dataset, or its name, says that it is for an evaluation. */
  public boolean isMeantForEvaluation() {
    return dataset.split() == DataRole.EVALUATION || nameSays() == DataRole.EVALUATION;
  }

  /** What its name says that it is for. */
  public DataRole nameSays() {
    return DataRole.ofName(name);
  }

  /** What its batches are for, told by their use first, then by the dataset, by the name last. */
  public DataRole role() {
    return use() != DataRole.UNKNOWN
        ? use()
        : dataset.split() != DataRole.UNKNOWN ? dataset.split() : nameSays();
  }
}
