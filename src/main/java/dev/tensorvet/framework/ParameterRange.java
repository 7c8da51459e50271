package dev.tensorvet.framework;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a parameter of a library takes.
 *
 * @param from the least number; for a truth value, none
 * @param to the largest
 * @param isTruth whether it is a truth value, for which each text counts as true
 */
public record ParameterRange(Parameter parameter, double from, double to, boolean isTruth) {

  /** For what is given by its name alone. */
  private static final int NAMED = -1;

  private static final List<ParameterRange> DROPOUT = List.of(part(0, "p"));

  private static final List<ParameterRange> OPTIMIZER =
      List.of(
          atLeast(1, "lr", 0),
          atLeast(NAMED, "weight_decay", 0),
          atLeast(NAMED, "momentum", 0),
          atLeast(NAMED, "eps", 0));

  private static final Map<String, List<ParameterRange>> OTHERS =
      Map.of(
          "torch.nn.functional.dropout",
          List.of(part(1, "p")),
          "torch.utils.data.DataLoader",
          List.of(
              atLeast(1, "batch_size", 1),
              atLeast(NAMED, "num_workers", 0),
              truth("shuffle"),
              truth("drop_last"),
              truth("pin_memory")),
          "torch.nn.CrossEntropyLoss",
          List.of(part(NAMED, "label_smoothing")),
          "torch.nn.TransformerEncoderLayer",
          List.of(part(NAMED, "dropout")),
          "torch.nn.TransformerDecoderLayer",
          List.of(part(NAMED, "dropout")),
          "torch.nn.MultiheadAttention",
          List.of(part(NAMED, "dropout")));

  private static ParameterRange part(int place, String name) {
    return new ParameterRange(new Parameter(place, name), 0, 1, false);
  }

  private static ParameterRange atLeast(int place, String name, double least) {
    return new ParameterRange(new Parameter(place, name), least, Double.POSITIVE_INFINITY, false);
  }

  private static ParameterRange truth(String name) {
    return new ParameterRange(new Parameter(NAMED, name), 0, 1, true);
  }

  /** The parameters of a function or class that take some values alone. */
  public static List<ParameterRange> of(String qualifiedName) {
    if (Optimizers.isOptimizer(qualifiedName)) {
      return OPTIMIZER;
    }
    return qualifiedName.matches("torch\\.nn\\.(Feature)?(Alpha)?Dropout[123]?d?")
        ? DROPOUT
        : Optional.ofNullable(OTHERS.get(qualifiedName)).orElse(List.of());
  }

  /** Whether a number is one that it takes. */
  public boolean holds(double number) {
    return number >= from && number <= to;
  }
}
