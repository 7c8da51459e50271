package dev.tensorvet.interp;

import java.util.List;
import java.util.Locale;

/**
 * Numbers for arguments that nobody gives, by their names: small ones of which the larger are
 * multiples of the others, as models need them to be.
 */
final class UsualNumbers {

  /** The first that fits counts. */
  private static final List<Usual> USUAL =
      List.of(
          new Usual(16, "head_dim", "dim_head", "head_size", "dim_per_head"),
          new Usual(4, "head", "window"),
          new Usual(3, "kernel"),
          new Usual(1, "stride", "dilation", "group", "pad"),
          new Usual(8, "patch"),
          new Usual(2, "depth", "layer", "block", "stage", "num_convs", "repeat", "len("),
          new Usual(2, "ratio", "mult", "factor", "scale", "expan", "reduc", "level"),
          new Usual(10, "class", "label"),
          new Usual(128, "vocab", "token", "num_emb", "n_emb"));

  private static final long OTHERWISE = 64;

  private record Usual(long number, List<String> parts) {
    Usual(long number, String... parts) {
      this(number, List.of(parts));
    }
  }

  private UsualNumbers() {}

  /** What an argument usually may be. */
  static long of(String argument) {
    String name = argument.substring(argument.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return USUAL.stream()
        .filter(usual -> usual.parts().stream().anyMatch(name::contains))
        .mapToLong(Usual::number)
        .findFirst()
        .orElse(OTHERWISE);
  }
}
