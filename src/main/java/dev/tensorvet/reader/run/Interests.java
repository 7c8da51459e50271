package dev.tensorvet.reader.run;

import dev.tensorvet.reader.run.CodeNames.Interest;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Some of the interests that code may have. There is one object for each choice of them: a project
 * has many pieces of code.
 */
final class Interests {

  private static final Interests[] ALL =
      IntStream.range(0, 1 << Interest.values().length)
          .mapToObj(Interests::new)
          .toArray(Interests[]::new);

  private static final Interest[] GRAVEST_FIRST = {Interest.GRADIENT, Interest.MODE, Interest.LOSS};

  /** None of them. */
  static final Interests NONE = ALL[0];

  /** A bit for each. */
  private final int bits;

  private Interests(int bits) {
    this.bits = bits;
  }

  static Interests of(Interest interest) {
    return ALL[bit(interest)];
  }

  @SuppressWarnings("EnumOrdinal") // It is what a bit set is made of, as in EnumSet.
  private static int bit(Interest interest) {
    return 1 << interest.ordinal();
  }

  Interests and(Interests others) {
    return ALL[bits | others.bits];
  }

  boolean has(Interest interest) {
    return (bits & bit(interest)) != 0;
  }

  /** The one that most rules look at. */
  Optional<Interest> most() {
    for (Interest interest : GRAVEST_FIRST) {
      if (has(interest)) {
        return Optional.of(interest);
      }
    }
    return Optional.empty();
  }
}
