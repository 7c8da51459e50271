package dev.tensorvet.graph;

import dev.tensorvet.tensor.Dim;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a step of training holds in memory at its fullest, in bytes: when the forward pass has
 * ended.
 *
 * <p>It is an estimate. Counted are weights and buffers, a gradient for each trainable weight, what
 * the optimizer keeps beside it (<a
 * href="https://docs.pytorch.org/docs/stable/optim.html">torch.optim</a>), and the results that
 * autograd holds for the backward pass ({@link Kept}). Mixed precision is autocast: weights,
 * gradients and state stay as they are, and the copies of weights in 16 bits are held until the
 * forward pass ends. Not counted are the driver's context, workspaces of libraries, fragmentation,
 * and the gradients of activations, of which only a few live at a time.
 *
 * @param weights with the buffers, and with the copies of mixed precision
 * @param activations they hold the symbol of the batch
 */
public record Memory(
    Precision precision, Count weights, Count gradients, Count activations, Batch batch) {

  /** No batch is larger. */
  private static final long LARGEST = 1L << 24;

  public static Memory of(Graph graph, Precision precision) {
    Count weights = graph.noWeights();
    Count gradients = graph.noWeights();
    Set<Integer> seen = new HashSet<>();
    for (Weight weight : graph.weights()) {
      if (seen.add(weight.value().id())) {
        Dim bytes =
            weight.value().type().shape().numel().times(weight.value().type().dtype().bytes());
        weights = weights.plus(bytes);
        gradients = weight.isTrainable() ? gradients.plus(bytes) : gradients;
      }
    }
    Count activations = Count.nothing();
    for (Kept kept : Kept.of(graph, precision)) {
      if (kept.isWeight()) {
        weights = weights.plus(kept.bytes());
      } else {
        activations = activations.plus(kept.bytes());
      }
    }
    return new Memory(precision, weights, gradients, activations, Batch.of(graph));
  }

  /** What the activations of a batch take. */
  public Count activations(long size) {
    return batch.at(activations, size);
  }

  /** What a step takes with a batch. */
  public Count total(Optimizer optimizer, long size) {
    return weights.plus(gradients).plus(gradients.times(optimizer.state())).plus(activations(size));
  }

  /**
   * The largest batch whose step fits into a memory; zero when none does, empty when the sizes are
   * not known, or when the batch does not matter.
   */
  public OptionalLong largestBatch(Optimizer optimizer, long bytes) {
    if (known(optimizer, 1).isEmpty() || fits(optimizer, LARGEST, bytes)) {
      return OptionalLong.empty();
    }
    long fitting = 0;
    long tooLarge = LARGEST;
    while (tooLarge - fitting > 1) {
      long middle = (fitting + tooLarge) / 2;
      if (fits(optimizer, middle, bytes)) {
        fitting = middle;
      } else {
        tooLarge = middle;
      }
    }
    return OptionalLong.of(fitting);
  }

  private boolean fits(Optimizer optimizer, long size, long bytes) {
    return known(optimizer, size).stream().allMatch(total -> total <= bytes);
  }

  private OptionalLong known(Optimizer optimizer, long size) {
    return total(optimizer, size).known().known();
  }

  /**
   * The batch that a model was traced with: a symbol, or a number from which others are scaled.
   *
   * @param dim empty for a model whose inputs have no dimension that is known
   */
  public record Batch(Optional<Dim> dim) {

    private static final String USUAL = "B";

    /** {@code B} where an input has it, else the first dimension of the first input. */
    static Batch of(Graph graph) {
      List<Dim> dims =
          graph.inputs().stream()
              .flatMap(input -> input.value().type().shape().dims().stream().flatMap(List::stream))
              .toList();
      return new Batch(
          dims.stream()
              .filter(d -> d.equals(Dim.size(USUAL)))
              .findFirst()
              .or(() -> dims.stream().findFirst()));
    }

    /** An amount for a batch of a size. */
    public Count at(Count amount, long size) {
      if (dim.isEmpty()) {
        return amount;
      }
      OptionalLong traced = dim.get().known();
      if (traced.isPresent()) {
        return traced.getAsLong() == 0
            ? amount
            : new Count(
                amount.known().times(size).floorDiv(Dim.of(traced.getAsLong())), amount.isWhole());
      }
      Set<String> symbols = dim.get().symbols();
      return symbols.size() == 1
          ? amount.with(Map.of(symbols.iterator().next(), Dim.of(size)))
          : amount;
    }
  }
}
