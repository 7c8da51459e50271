package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The dataset of a loader, as far as the program tells.
 *
 * @param id two have the same that are made of the same samples, or are parts of one; empty when it
 *     is not known of which
 * @param madeAt where it is made
 * @param split which part of the data its arguments ask for
 * @param isTest whether that is surely the part that is kept for the end
 * @param isPart whether only some of its samples are taken
 * @param isOrdered whether it has its samples in an order of its own, so that a sampler can choose
 *     among them
 * @param code the classes of the project that it can be an object of
 * @param transform what it does to its samples
 */
public record DatasetUse(
    Optional<Integer> id,
    Optional<Site> madeAt,
    DataRole split,
    boolean isTest,
    boolean isPart,
    Proof isOrdered,
    List<Place> code,
    TransformUse transform) {

  /** What the code of a dataset names that chooses samples itself, or has series of them. */
  private static final Pattern ORDER =
      Pattern.compile(
          "(?i)shuffle\\(self|shuffle\\((?:idx|ind|data|sampl|line|annot)|permut|random\\.(?:choice|sample)"
              + "|randperm|seq_len|series|window|sequence|block_size|tokens");

  /** A dataset of which nothing is known. */
  public static final DatasetUse UNKNOWN =
      new DatasetUse(
          Optional.empty(),
          Optional.empty(),
          DataRole.UNKNOWN,
          false,
          false,
          Proof.UNKNOWN,
          List.of(),
          TransformUse.UNKNOWN);

  public DatasetUse {
    code = List.copyOf(code);
  }

  /** Whether two are surely made of the same samples. */
  public boolean hasSamplesOf(DatasetUse other) {
    return id.isPresent() && id.equals(other.id);
  }

  /**
   * Whether its code may choose samples at random, or keep to an order that tells: samples of a
   * series are often meant to come one after the other.
   */
  public boolean choosesOrder() {
    return code.stream().anyMatch(type -> ORDER.matcher(type.file().text(type.span())).find());
  }
}
