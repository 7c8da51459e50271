package dev.tensorvet.tensor;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/** Integer expressions at random, each with a way to compute it without {@link Dim}. */
final class RandomDims {

  private static final List<String> SIZES = List.of("B", "H", "W");
  private static final List<String> INTEGERS = List.of("k", "n");

  private final Random random;

  RandomDims(long seed) {
    random = new Random(seed);
  }

  /** An expression, and what Python would make of it. */
  record Sample(Dim dim, Evaluation evaluation) {

    OptionalLong at(Map<String, Long> values) {
      try {
        return OptionalLong.of(evaluation.at(values));
      } catch (ArithmeticException divisionByZero) {
        return OptionalLong.empty();
      }
    }
  }

  /** Fails with an {@link ArithmeticException} on a division by zero. */
  @FunctionalInterface
  interface Evaluation {
    long at(Map<String, Long> values);
  }

  Sample expression(int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return leaf();
    }
    Sample left = expression(depth - 1);
    Sample right = expression(depth - 1);
    Evaluation a = left.evaluation();
    Evaluation b = right.evaluation();
    return switch (random.nextInt(7)) {
      case 0, 1 -> new Sample(left.dim().plus(right.dim()), v -> Math.addExact(a.at(v), b.at(v)));
      case 2 ->
          new Sample(left.dim().minus(right.dim()), v -> Math.subtractExact(a.at(v), b.at(v)));
      case 3 ->
          new Sample(left.dim().times(right.dim()), v -> Math.multiplyExact(a.at(v), b.at(v)));
      case 4 -> {
        long divisor = random.nextInt(1, 5);
        yield new Sample(left.dim().floorDiv(divisor), v -> Math.floorDiv(a.at(v), divisor));
      }
      case 5 -> new Sample(left.dim().floorDiv(right.dim()), v -> Math.floorDiv(a.at(v), b.at(v)));
      default -> new Sample(left.dim().mod(right.dim()), v -> Math.floorMod(a.at(v), b.at(v)));
    };
  }

  private Sample leaf() {
    return switch (random.nextInt(4)) {
      case 0, 1 -> {
        String name = SIZES.get(random.nextInt(SIZES.size()));
        yield new Sample(Dim.size(name), v -> v.getOrDefault(name, 0L));
      }
      case 2 -> {
        String name = INTEGERS.get(random.nextInt(INTEGERS.size()));
        yield new Sample(Dim.integer(name), v -> v.getOrDefault(name, 0L));
      }
      default -> {
        long number = random.nextInt(-4, 9);
        yield new Sample(Dim.of(number), v -> number);
      }
    };
  }

  /** A value for every symbol. */
  Map<String, Long> values(int smallestSize) {
    Map<String, Long> values = new TreeMap<>();
    SIZES.forEach(name -> values.put(name, (long) random.nextInt(smallestSize, 12)));
    INTEGERS.forEach(name -> values.put(name, (long) random.nextInt(-6, 12)));
    return values;
  }

  static Map<String, Dim> asDims(Map<String, Long> values) {
    Map<String, Dim> dims = new TreeMap<>();
    values.forEach((name, value) -> dims.put(name, Dim.of(value)));
    return dims;
  }

  int number(int bound) {
    return random.nextInt(bound);
  }
}
