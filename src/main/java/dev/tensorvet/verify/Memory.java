package dev.tensorvet.verify;

import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import java.util.Locale;
import java.util.Map;

/** How much memory a run takes, by the shapes that were foreseen. */
final class Memory {

  /** A parameter, its gradient, and the two averages that an optimizer keeps. */
  private static final int COPIES = 4;

  private Memory() {}

  /** In bytes; what is not known counts as nothing. */
  static long of(Program program) {
    Map<String, Dim> sizes = program.recipe().sizes();
    double sum = 0;
    for (Weight weight : program.graph().weights()) {
      sum += (weight.isTrainable() ? COPIES : 1) * bytes(weight.value().type(), sizes);
    }
    for (GraphNode node : program.graph().nodes()) {
      for (Value result : node.results()) {
        // With its gradient.
        sum += 2 * bytes(result.type(), sizes);
      }
    }
    return sum > Long.MAX_VALUE / 2.0 ? Long.MAX_VALUE / 2 : (long) sum;
  }

  private static double bytes(TensorType type, Map<String, Dim> sizes) {
    double product = type.dtype().bytes();
    if (type.shape().dims().isEmpty()) {
      return 0;
    }
    for (Dim dim : type.shape().dims().get()) {
      product *= dim.with(sizes).known().orElse(0);
    }
    return product;
  }

  static String text(long bytes) {
    double megabytes = bytes / 1e6;
    return megabytes < 1000
        ? String.format(Locale.ROOT, "%.3g MB", megabytes)
        : String.format(Locale.ROOT, "%.3g GB", megabytes / 1000);
  }
}
