package dev.tensorvet.verify;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Value;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.OpResult;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A small graph that is drawn: operations of all kinds upon each other, with arguments that mostly
 * fit, up to the first that cannot be done.
 *
 * @param refused what the rule says of the last operation, if it cannot be done; else empty
 */
record RandomGraph(Graph graph, String refused) {

  private static final Dim BATCH = Dim.size("B");
  private static final int MOST_OPERATIONS = 9;

  /** More elements than that are not drawn upon. */
  private static final long LARGEST = 20_000;

  /** With {@code B} for the batch. */
  static RandomGraph of(long seed) {
    return new Draw(new Random(seed)).graph();
  }

  /** For one graph. */
  private static final class Draw {

    private final Random random;
    private final GraphBuilder net = new GraphBuilder("Drawn");
    private final List<Value> values = new ArrayList<>();
    private int weights;

    Draw(Random random) {
      this.random = random;
    }

    RandomGraph graph() {
      for (int i = 0; i <= random.nextInt(2); i++) {
        values.add(net.input("x" + i, dims(1 + random.nextInt(4))));
      }
      int many = 2 + random.nextInt(MOST_OPERATIONS - 1);
      for (int i = 0; i < many; i++) {
        Object[] call = call(any(values));
        String op = (String) call[0];
        Object[] arguments = Arrays.copyOfRange(call, 1, call.length);
        OpCall asked = GraphBuilder.call(arguments);
        switch (Ops.all().find(op).orElseThrow().infer(asked)) {
          case OpResult.Mismatch mismatch -> {
            return new RandomGraph(net.gives(net.op(op, arguments)), mismatch.why());
          }
          case OpResult.Inferred inferred when isForAnyBatch(asked, inferred) ->
              net.ops(op, arguments).stream()
                  .filter(given -> elements(given) <= LARGEST)
                  .forEach(values::add);
          case OpResult.Inferred ofSome -> {}
          case OpResult.Unknown unknown -> {}
        }
      }
      return new RandomGraph(net.gives(values.getLast()), "");
    }

    private Object[] dims(int rank) {
      return IntStream.range(0, rank).<Object>mapToObj(i -> i == 0 ? BATCH : size()).toArray();
    }

    /** Sizes that often divide each other, and some that do not. */
    private int size() {
      return any(List.of(1, 2, 3, 4, 4, 6, 8, 8, 12));
    }

    /** Whether it can be done, with as many results, however large the batch is. */
    private static boolean isForAnyBatch(OpCall asked, OpResult.Inferred inferred) {
      boolean isPiecewise = inferred.types().size() > 1;
      return asked.equations().isEmpty()
          && asked.likenesses().isEmpty()
          && inferred.types().stream().allMatch(type -> type.shape().isComplete())
          && inferred.types().stream()
              .flatMap(type -> type.shape().dims().orElseThrow().stream())
              .allMatch(dim -> !isPiecewise || dim.known().isPresent() || dim.equals(BATCH));
    }

    private <T> T any(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    /** Sometimes one that does not exist. */
    private int dim(Value x) {
      int rank = rank(x);
      return random.nextInt(30) == 0
          ? rank
          : random.nextInt(Math.max(1, rank)) - any(List.of(0, rank));
    }

    private static int rank(Value x) {
      return x.type().shape().rank().orElse(0);
    }

    /** A size, or a number for one that is none. */
    private long length(Value x, int dim) {
      List<Dim> dims = x.type().shape().dims().orElse(List.of());
      int at = dim < 0 ? dim + dims.size() : dim;
      return at < 0 || at >= dims.size() ? size() : dims.get(at).known().orElse(2);
    }

    private static long elements(Value x) {
      return x.type().shape().dims().orElseThrow().stream()
          .mapToLong(d -> Math.max(1, d.known().orElse(4)))
          .reduce(1, (a, b) -> a * b);
    }

    private Value weight(long... shape) {
      return net.parameter("w" + weights++, 0.5, shape);
    }

    /** Mostly the size itself. */
    private long fitting(long size) {
      return random.nextInt(12) == 0 ? size() : size;
    }

    /** A name and its arguments. */
    private Object[] call(Value x) {
      int dim = dim(x);
      return switch (random.nextInt(30)) {
        case 0 -> new Object[] {any(List.of("relu", "gelu", "tanh", "exp")), "input", x};
        case 1 -> new Object[] {any(List.of("softmax", "cumsum")), "input", x, "dim", dim};
        case 2 -> new Object[] {"flip", "input", x, "dims", List.of(dim)};
        // libtorch rolls a scalar from a later version on.
        case 3 ->
            rank(x) == 0
                ? call(x)
                : new Object[] {"roll", "input", x, "shifts", random.nextInt(5), "dims", dim};
        case 4 -> new Object[] {"flatten", "input", x, "start_dim", dim, "end_dim", dim(x)};
        case 5 -> new Object[] {"unsqueeze", "input", x, "dim", dim};
        case 6 -> new Object[] {"squeeze", "input", x, "dim", dim};
        case 7 -> new Object[] {"transpose", "input", x, "dim0", dim, "dim1", dim(x)};
        case 8 -> new Object[] {"permute", "input", x, "dims", order(rank(x))};
        case 9 ->
            new Object[] {
              "narrow",
              "input",
              x,
              "dim",
              dim,
              "start",
              random.nextInt(2),
              "length",
              1 + random.nextInt(3)
            };
        case 10 -> new Object[] {"select", "input", x, "dim", dim, "index", random.nextInt(3) - 1};
        case 11 -> new Object[] {"reshape", "input", x, "shape", reshaped(x)};
        case 12, 13 ->
            new Object[] {
              any(List.of("sum", "mean", "amax")),
              "input",
              x,
              "dim",
              dim,
              "keepdim",
              random.nextBoolean()
            };
        case 14 -> new Object[] {"chunk", "input", x, "chunks", 1 + random.nextInt(4), "dim", dim};
        case 15 ->
            new Object[] {
              "split", "input", x, "split_size_or_sections", 1 + random.nextInt(4), "dim", dim
            };
        case 16, 17 ->
            new Object[] {
              any(List.of("add", "mul", "sub", "maximum")), "input", x, "other", any(values)
            };
        case 18, 19 -> new Object[] {"matmul", "input", x, "other", factor(x)};
        case 20 -> new Object[] {"cat", "tensors", List.of(x, any(values)), "dim", dim};
        case 21 -> new Object[] {"stack", "tensors", List.of(x, any(values)), "dim", dim};
        case 22, 23 ->
            new Object[] {"linear", "input", x, "weight", weight(size(), fitting(length(x, -1)))};
        case 24 -> convolution(x, 1);
        case 25 -> convolution(x, 2);
        case 26 ->
            new Object[] {
              any(List.of("max_pool2d", "avg_pool2d")),
              "input",
              x,
              "kernel_size",
              1 + random.nextInt(3),
              "stride",
              1 + random.nextInt(2),
              "padding",
              random.nextInt(2)
            };
        case 27 -> {
          long last = fitting(length(x, -1));
          yield new Object[] {"layer_norm", "input", x, "normalized_shape", List.of((int) last)};
        }
        case 28 ->
            new Object[] {"adaptive_avg_pool2d", "input", x, "output_size", 1 + random.nextInt(4)};
        default ->
            new Object[] {
              "pad",
              "input",
              x,
              "pad",
              List.of(random.nextInt(3) - 1, random.nextInt(3)),
              "mode",
              any(List.of("constant", "reflect"))
            };
      };
    }

    private List<Integer> order(int rank) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
      Collections.shuffle(order, random);
      return order;
    }

    /** The same number of elements mostly, in another order of sizes. */
    private List<Object> reshaped(Value x) {
      List<Object> sizes = new ArrayList<>();
      Shape shape = x.type().shape();
      shape.dims().orElseThrow().forEach(sizes::add);
      Collections.shuffle(sizes, random);
      switch (random.nextInt(4)) {
        case 0 -> sizes.add(random.nextInt(sizes.size() + 1), 1);
        case 1 -> {
          if (!sizes.isEmpty()) {
            sizes.set(random.nextInt(sizes.size()), -1);
          }
        }
        case 2 -> {
          sizes.clear();
          sizes.add(-1);
          sizes.add(size());
        }
        default -> {}
      }
      return sizes;
    }

    private Value factor(Value x) {
      long inner = fitting(length(x, -1));
      return switch (random.nextInt(3)) {
        case 0 -> any(values);
        case 1 -> weight(inner);
        default -> weight(inner, size());
      };
    }

    private Object[] convolution(Value x, int space) {
      int groups = any(List.of(1, 1, 1, 2));
      long in = fitting(length(x, -1 - space));
      long[] shape = new long[2 + space];
      shape[0] = (long) groups * size();
      shape[1] = Math.max(1, in / groups);
      for (int i = 2; i < shape.length; i++) {
        shape[i] = 1L + random.nextInt(3);
      }
      return new Object[] {
        "conv" + space + "d",
        "input",
        x,
        "weight",
        weight(shape),
        "stride",
        1 + random.nextInt(2),
        "padding",
        random.nextInt(3),
        "dilation",
        1 + random.nextInt(2),
        "groups",
        groups
      };
    }
  }
}
