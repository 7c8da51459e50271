package dev.tensorvet.facts;

import dev.tensorvet.tensor.Proof;
import java.util.Optional;

/**
 * The dataset of a loader, as far as the program tells.
 *
 * @param id two have the same that are made of the same samples, or are parts of one; empty when it
 *     is not known of which
 * @param madeAt where it is made
 * @param split which part of the data its arguments ask for
 * @param isPart whether only some of its samples are taken
 * @param isOrdered whether it has its samples in an order of its own, so that a sampler can choose
 *     among them
 * @param choosesOrder whether its code may choose samples at random, or keep to an order that tells
 * @param transform what it does to its samples
 */
public record DatasetUse(
    Optional<Integer> id,
    Optional<Site> madeAt,
    DataRole split,
    boolean isPart,
    Proof isOrdered,
    boolean choosesOrder,
    TransformUse transform) {

  static final DatasetUse UNKNOWN =
      new DatasetUse(
          Optional.empty(),
          Optional.empty(),
          DataRole.UNKNOWN,
          false,
          Proof.UNKNOWN,
          true,
          TransformUse.UNKNOWN);

  /** Whether two are surely made of the same samples. */
  public boolean hasSamplesOf(DatasetUse other) {
    return id.isPresent() && id.equals(other.id);
  }
}
