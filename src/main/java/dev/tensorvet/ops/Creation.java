package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Device;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Operations that make a tensor, or fill one anew. */
final class Creation {

  private static final String OPTIONS =
      "dtype=None, layout=None, device=None, pin_memory=False, requires_grad=False,"
          + " memory_format=None)";

  static final List<Op> OPS =
      Stream.of(
              made(
                  Creation::sized,
                  "empty(*size, out=None, ",
                  "ones(*size, out=None, ",
                  "zeros(*size, out=None, "),
              made(
                  Creation::sizedOfFloats,
                  "rand(*size, generator=None, out=None, ",
                  "randn(*size, generator=None, out=None, "),
              made(Creation::full, "full(size, fill_value, *, out=None, "),
              made(Creation::arange, "arange(start=None, end=None, step=1, *, out=None, "),
              made(Creation::linspace, "linspace(start, end, steps, *, out=None, "),
              made(Creation::linspace, "logspace(start, end, steps, base=10.0, *, out=None, "),
              made(Creation::eye, "eye(n, m=None, *, out=None, "),
              made(Creation::randperm, "randperm(n, *, generator=None, out=None, "),
              made(
                  Creation::randint,
                  "randint(low=None, high=None, size=None, *, generator=None, out=None, "),
              made(
                  Creation::window,
                  "bartlett_window(window_length, periodic=True, *, ",
                  "blackman_window(window_length, periodic=True, *, ",
                  "hamming_window(window_length, periodic=True, alpha=0.54, beta=0.46, *, ",
                  "hann_window(window_length, periodic=True, *, ",
                  "kaiser_window(window_length, periodic=True, beta=12.0, *, "),
              made(Creation::triangle, "tril_indices(row, col, offset=0, *, "),
              made(Creation::triangle, "triu_indices(row, col, offset=0, *, "),
              made(Creation::tensor, "tensor(data, *, "),
              Op.all(
                  Creation::asTensor,
                  "as_tensor(data, dtype=None, device=None)",
                  "asarray(data|obj, *, dtype=None, device=None, copy=None, requires_grad=False)"),
              Op.all(call -> OpResult.of(call.tensor("input")), "from_numpy(input)"),
              made(
                  Creation::like,
                  "empty_like(input, *, ",
                  "full_like(input, fill_value, *, ",
                  "ones_like(input, *, ",
                  "rand_like(input, *, generator=None, ",
                  "randint_like(input, low=0, high=None, *, ",
                  "randn_like(input, *, generator=None, ",
                  "zeros_like(input, *, "),
              made(
                  Creation::sizedLike,
                  "new(input, *size, ",
                  "new_empty(input, *size, ",
                  "new_ones(input, *size, ",
                  "new_zeros(input, *size, "),
              made(Creation::sizedLike, "new_full(input, size, fill_value, *, "),
              made(Creation::tensorLike, "new_tensor(input, data, *, "),
              Op.all(Creation::complex, "complex(real, imag)", "polar(abs, angle)"),
              Op.all(
                  Creation::multinomial,
                  "multinomial(input, num_samples, replacement=False, *, generator=None)"),
              Op.all(
                  Creation::drawn,
                  "bernoulli(input, p=None, *, generator=None)",
                  "poisson(input, generator=None)"),
              made(
                  Creation::normal,
                  "normal(mean=0.0, std=1.0, size=None, *, generator=None, out=None, "),
              Op.all(
                  Creation::filled,
                  "bernoulli_(input, p=0.5, *, generator=None)",
                  "fill_diagonal_(input, fill_value, wrap=False)",
                  "random_(input, from=None, to=None, *, generator=None)",
                  "zero_(input)"),
              Op.all(
                  Creation::filledWithFloats,
                  "cauchy_(input, median=0.0, sigma=1.0, *, generator=None)",
                  "exponential_(input, lambd=1.0, *, generator=None)",
                  "log_normal_(input, mean=1.0, std=2.0, *, generator=None)",
                  "normal_(input, mean=0.0, std=1.0, *, generator=None)",
                  "trunc_normal_(input|tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None)",
                  "uniform_(input, from|a=0.0, to|b=1.0, *, generator=None)"),
              Op.all(Creation::fill, "fill(input, value)", "fill_(input, value)"),
              Op.all(Creation::copy, "copy_(input, src|other, non_blocking=False)"))
          .flatMap(ops -> ops)
          .toList();

  private Creation() {}

  private static Stream<Op> made(ShapeRule rule, String... openings) {
    return Stream.of(openings).flatMap(opening -> Op.all(rule, opening + OPTIONS));
  }

  // --- what options say

  private static OpResult made(OpCall call, Shape shape, DType otherwise) {
    Device device =
        call.argument("device")
            .map(a -> a instanceof Argument.Place place ? place.value() : Device.UNKNOWN)
            .orElse(Device.CPU);
    return OpResult.of(new TensorType(shape, call.type("dtype").orElse(otherwise), device));
  }

  /** As {@link #made}, of the kind of another tensor where options say nothing. */
  private static OpResult madeLike(OpCall call, Shape shape) {
    TensorType input = call.tensor("input");
    TensorType type = input.with(shape).with(call.type("dtype").orElse(input.dtype()));
    return OpResult.of(
        call.has("device") ? type.with(device(call.argument("device").orElseThrow())) : type);
  }

  private static Device device(Argument argument) {
    return argument instanceof Argument.Place place ? place.value() : Device.UNKNOWN;
  }

  private static Shape size(OpCall call, String name) {
    return call.integers(name).map(Shape::of).orElseGet(Shape::unknown);
  }

  private static Optional<OpResult> negative(Shape shape) {
    return shape.dims().orElse(List.of()).stream()
        .filter(dim -> dim.lessThan(Dim.of(0)) == Proof.YES)
        .findFirst()
        .map(
            dim ->
                OpResult.mismatch(
                    "a tensor cannot have the negative dimension %s: %s".formatted(dim, shape)));
  }

  // --- of a size

  private static OpResult sized(OpCall call) {
    boolean isScalar = !call.arguments().containsKey("size");
    Shape shape = isScalar ? Shape.scalar() : size(call, "size");
    return negative(shape).orElseGet(() -> made(call, shape, DType.FLOAT32));
  }

  private static OpResult sizedOfFloats(OpCall call) {
    DType type = call.type("dtype").orElse(DType.FLOAT32);
    boolean isEmpty =
        size(call, "size").dims().orElse(List.of()).stream().anyMatch(dim -> dim.isKnown(0));
    return Elementwise.isWhole(type) && !isEmpty
        ? Elementwise.refused("a tensor of random fractions", type)
        : sized(call);
  }

  private static OpResult full(OpCall call) {
    DType type = call.argument("fill_value").map(v -> Operand.of(v).dtype()).orElse(DType.UNKNOWN);
    Shape shape = size(call, "size");
    return negative(shape).orElseGet(() -> made(call, shape, type));
  }

  private static OpResult like(OpCall call) {
    return madeLike(call, call.shape("input"));
  }

  private static OpResult sizedLike(OpCall call) {
    boolean isScalar = !call.arguments().containsKey("size");
    Shape shape = isScalar ? Shape.scalar() : size(call, "size");
    return negative(shape).orElseGet(() -> madeLike(call, shape));
  }

  private static OpResult eye(OpCall call) {
    Dim rows = call.integer("n", 0);
    Dim columns = call.has("m") ? call.integer("m", 0) : rows;
    return made(call, Shape.of(rows, columns), DType.FLOAT32);
  }

  private static OpResult randperm(OpCall call) {
    return made(call, Shape.of(call.integer("n", 0)), DType.INT64);
  }

  /** The lower bound may be left out: {@code randint(high, size)}. */
  private static OpResult randint(OpCall call) {
    String size =
        call.argument("high").orElse(new Argument.Nothing()) instanceof Argument.Many
            ? "high"
            : "size";
    return made(call, size(call, size), DType.INT64);
  }

  private static OpResult window(OpCall call) {
    return made(call, Shape.of(call.integer("window_length", 0)), DType.FLOAT32);
  }

  // --- ranges

  /** The start may be left out: {@code arange(end)}. */
  private static OpResult arange(OpCall call) {
    boolean isToFirst = call.has("start") && !call.has("end");
    Argument zero = new Argument.Int(Dim.of(0));
    Argument start = isToFirst ? zero : call.argument("start").orElse(zero);
    Argument end = call.argument(isToFirst ? "start" : "end").orElse(zero);
    Argument step = call.argument("step").orElse(new Argument.Int(Dim.of(1)));
    DType type =
        Stream.of(start, end, step)
            .map(bound -> Operand.of(bound).dtype())
            .map(bound -> bound == DType.BOOL ? DType.INT64 : bound)
            .map(bound -> bound.isFloating() ? DType.FLOAT32 : bound)
            .reduce(DType::promote)
            .orElse(DType.UNKNOWN);
    if (isPlain(step) && real(step) == 0) {
      return OpResult.mismatch("the step of arange must not be zero");
    }
    Dim length = Dim.any();
    if (type == DType.INT64) {
      Dim by = OpCall.integer(step);
      Dim distance = OpCall.integer(end).minus(OpCall.integer(start));
      length = distance.ceilDiv(by);
    } else if (isPlain(start) && isPlain(end) && isPlain(step)) {
      length = Dim.of((long) Math.ceil((real(end) - real(start)) / real(step)));
    }
    if (length.lessThan(Dim.of(0)) == Proof.YES) {
      return OpResult.mismatch(
          "the bounds of arange, %s and %s, do not fit the sign of the step %s"
              .formatted(start, end, step));
    }
    return made(call, Shape.of(length), type);
  }

  /** Whether a number is known; a real one that is not is no number. */
  private static boolean isPlain(Argument number) {
    return (number instanceof Argument.Real real && !Double.isNaN(real.value()))
        || (number instanceof Argument.Int integer && integer.value().known().isPresent());
  }

  private static double real(Argument plain) {
    return plain instanceof Argument.Real real
        ? real.value()
        : OpCall.integer(plain).known().orElseThrow();
  }

  private static OpResult linspace(OpCall call) {
    return made(call, Shape.of(call.integer("steps", 0)), DType.FLOAT32);
  }

  /** The places of a triangle of a matrix: two rows, and a column for each place. */
  private static OpResult triangle(OpCall call) {
    Dim rows = call.integer("row", 0);
    Dim columns = call.integer("col", 0);
    boolean isWholeTriangle =
        call.integer("offset", 0).isKnown(0) && rows.equalTo(columns) == Proof.YES;
    Dim places = isWholeTriangle ? rows.times(rows.plus(1)).floorDiv(2) : Dim.any();
    return made(call, Shape.of(Dim.of(2), places), DType.INT64);
  }

  // --- of data

  private static OpResult tensor(OpCall call) {
    return call.argument("data")
        .map(
            data ->
                switch (nested(data, 0)) {
                  case Nest.Of(Shape shape, DType type) -> made(call, shape, type);
                  case Nest.Ragged(String why) -> OpResult.mismatch(why);
                })
        .orElseGet(() -> OpResult.unknown("nothing is known of the data"));
  }

  private static OpResult tensorLike(OpCall call) {
    return call.argument("data").isPresent()
            && nested(call.argument("data").get(), 0) instanceof Nest.Of(Shape shape, DType type)
        ? madeLike(call, shape)
        : tensor(call);
  }

  private static OpResult asTensor(OpCall call) {
    if (call.argument("data").orElse(new Argument.Nothing()) instanceof Argument.Tensor tensor) {
      TensorType type = tensor.value().type();
      return OpResult.of(type.with(call.type("dtype").orElse(type.dtype())));
    }
    return tensor(call);
  }

  /** What lists in lists hold. */
  private sealed interface Nest {
    record Of(Shape shape, DType type) implements Nest {}

    record Ragged(String why) implements Nest {}
  }

  /** The shape of lists in lists; unknown where they are ragged. */
  static Shape shape(Argument.Many data) {
    return switch (nested(data, 0)) {
      case Nest.Of nest -> nest.shape();
      case Nest.Ragged ragged -> Shape.unknown();
    };
  }

  private static Nest nested(Argument data, int depth) {
    if (!(data instanceof Argument.Many many)) {
      Operand operand = Operand.of(data);
      return new Nest.Of(operand.type().shape(), operand.dtype());
    }
    Shape inner = many.elements().isEmpty() ? Shape.scalar() : Shape.unknown();
    DType type = many.elements().isEmpty() ? DType.FLOAT32 : DType.BOOL;
    for (Argument element : many.elements()) {
      switch (nested(element, depth + 1)) {
        case Nest.Ragged ragged -> {
          return ragged;
        }
        case Nest.Of(Shape shape, DType elements) -> {
          Optional<String> clash = clash(inner, shape, depth + 1);
          if (clash.isPresent()) {
            return new Nest.Ragged(clash.get());
          }
          inner = shape.rank().isPresent() ? shape : inner;
          type = type.promote(elements);
        }
      }
    }
    if (inner.rank().isEmpty()) {
      return new Nest.Of(Shape.unknown(), type);
    }
    List<Dim> dims = new ArrayList<>(List.of(Dim.of(many.elements().size())));
    dims.addAll(inner.dims().orElseThrow());
    return new Nest.Of(Shape.of(dims), type);
  }

  private static Optional<String> clash(Shape one, Shape other, int depth) {
    if (one.rank().isEmpty() || other.rank().isEmpty() || one.equals(other)) {
      return Optional.empty();
    }
    if (!one.rank().equals(other.rank())) {
      return Optional.of("the lists that a tensor is made of are not equally deep");
    }
    for (int axis = 0; axis < one.rank().getAsInt(); axis++) {
      if (one.dim(axis).equalTo(other.dim(axis)) == Proof.NO) {
        return Optional.of(
            "expected sequence of length %s at dim %d (got %s)"
                .formatted(one.dim(axis), depth + axis, other.dim(axis)));
      }
    }
    return Optional.empty();
  }

  // --- of other tensors

  private static OpResult complex(OpCall call) {
    List<Operand> parts = Operand.all(call, "real", "imag", "abs", "angle");
    if (parts.size() < 2) {
      return OpResult.unknown("a part of it is not given");
    }
    DType type = parts.getFirst().dtype();
    DType other = parts.getLast().dtype();
    if (Elementwise.isWhole(type) || type == DType.BFLOAT16) {
      return Elementwise.refused("a complex tensor", type);
    }
    return Elementwise.areApart(type, other)
        ? OpResult.mismatch(
            "expected both parts to have the same dtype, but got %s and %s"
                .formatted(type.text(), other.text()))
        : Operand.met(call, parts, Operand.complex(type));
  }

  private static OpResult multinomial(OpCall call) {
    TensorType input = call.tensor("input");
    Dim samples = call.integer("num_samples", 1);
    if (!input.dtype().isFloating() && input.dtype() != DType.UNKNOWN) {
      return OpResult.mismatch(
          "multinomial only supports floating-point dtypes for its probabilities, but got "
              + input.dtype().text());
    }
    if (input.shape().rank().isEmpty()) {
      return OpResult.of(input.with(DType.INT64));
    }
    return switch (input.shape().rank().getAsInt()) {
      case 1 -> OpResult.of(input.with(Shape.of(samples)).with(DType.INT64));
      case 2 -> OpResult.of(input.with(Shape.of(input.shape().dim(0), samples)).with(DType.INT64));
      default ->
          OpResult.mismatch(
              "multinomial takes probabilities of 1 or 2 dimensions, but got " + input.shape());
    };
  }

  private static OpResult drawn(OpCall call) {
    DType type = call.dtype("input");
    return Elementwise.isWhole(type) && !call.has("p")
        ? Elementwise.refused("a draw", type)
        : OpResult.of(call.tensor("input"));
  }

  private static OpResult normal(OpCall call) {
    if (call.has("size")) {
      return made(call, size(call, "size"), DType.FLOAT32);
    }
    List<Operand> given = Operand.all(call, "mean", "std");
    return Operand.met(
        call,
        given,
        given.stream()
            .filter(operand -> !operand.isNumber())
            .map(Operand::dtype)
            .findFirst()
            .orElse(DType.FLOAT32));
  }

  // --- in place

  private static OpResult filled(OpCall call) {
    return OpResult.of(call.tensor("input"));
  }

  private static OpResult filledWithFloats(OpCall call) {
    DType type = call.dtype("input");
    return Elementwise.isWhole(type)
        ? Elementwise.refused("filling with random fractions", type)
        : filled(call);
  }

  private static OpResult fill(OpCall call) {
    int rank = call.shape("value").rank().orElse(0);
    return rank > 0
        ? OpResult.mismatch(
            "fill_ only supports a 0-dimensional value tensor, but got one of %d dimensions"
                .formatted(rank))
        : filled(call);
  }

  private static OpResult copy(OpCall call) {
    TensorType input = call.tensor("input");
    Shape source = call.shape("src");
    return switch (input.shape().broadcast(source)) {
      case Shape.Broadcast.Clash clash -> Operand.clash(clash, input.shape(), source);
      case Shape.Broadcast.To(Shape to) ->
          Op.mayHold(input.shape(), to)
              ? OpResult.of(input)
              : OpResult.mismatch(
                  "output with shape %s doesn't match the broadcast shape %s"
                      .formatted(input.shape(), to));
    };
  }
}
