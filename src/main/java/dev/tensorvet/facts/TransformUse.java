package dev.tensorvet.facts;

import dev.tensorvet.tensor.Proof;
import java.util.Optional;

/**
 * What a dataset does to its samples.
 *
 * @param id two uses of one object have the same
 * @param isRandom whether it gives another result each time
 * @param madeAt where it is made
 * @param random the part of it that is random
 */
public record TransformUse(int id, Proof isRandom, Optional<Site> madeAt, Optional<Site> random) {

  static final TransformUse NONE =
      new TransformUse(-1, Proof.NO, Optional.empty(), Optional.empty());

  static final TransformUse UNKNOWN =
      new TransformUse(-1, Proof.UNKNOWN, Optional.empty(), Optional.empty());
}
