package dev.tensorvet.facts;

import dev.tensorvet.framework.Transforms;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/**
 * What a dataset does to its samples.
 *
 * @param id two uses of one object have the same; empty when the object is not known
 * @param isRandom whether it gives another result each time
 * @param madeAt where it is made
 * @param random the part of it that is random
 * @param stages what it does, one after the other
 */
public record TransformUse(
    Optional<Integer> id,
    Proof isRandom,
    Optional<Site> madeAt,
    Optional<Site> random,
    List<Transforms.Stage> stages) {

  /** No transform at all. */
  public static final TransformUse NONE =
      new TransformUse(Optional.empty(), Proof.NO, Optional.empty(), Optional.empty(), List.of());

  /** Transforms of which nothing is known. */
  public static final TransformUse UNKNOWN =
      new TransformUse(
          Optional.empty(), Proof.UNKNOWN, Optional.empty(), Optional.empty(), List.of());

  public TransformUse {
    stages = List.copyOf(stages);
  }

  /** Whether two surely use one object. */
  public boolean isSameAs(TransformUse other) {
    return id.isPresent() && id.equals(other.id);
  }
}
