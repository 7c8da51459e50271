package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Device;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What meets others element by element: a tensor, or a number in its place. */
record Operand(TensorType type, Standing standing) {

  /** In promotion the type of a number gives way to that of a tensor of its kind. */
  private enum Standing {
    NUMBER,
    SCALAR_TENSOR,
    TENSOR,
    /** A tensor of unknown rank, or what is no known tensor or number. */
    UNKNOWN
  }

  static Operand of(Argument argument) {
    return switch (argument) {
      case Argument.Tensor tensor -> of(tensor.value().type());
      case Argument.Int number -> number(DType.INT64);
      case Argument.Real number -> number(DType.FLOAT32);
      case Argument.Flag flag -> number(DType.BOOL);
      default -> of(TensorType.unknown());
    };
  }

  private static Operand of(TensorType type) {
    if (type.shape().rank().isEmpty()) {
      return new Operand(type, Standing.UNKNOWN);
    }
    return new Operand(type, type.shape().hasRank(0) ? Standing.SCALAR_TENSOR : Standing.TENSOR);
  }

  private static Operand number(DType type) {
    return new Operand(TensorType.of(Shape.scalar(), type), Standing.NUMBER);
  }

  /** Those of the parameters that are given. */
  static List<Operand> all(OpCall call, String... parameters) {
    return Arrays.stream(parameters)
        .map(call::argument)
        .flatMap(Optional::stream)
        .map(Operand::of)
        .toList();
  }

  DType dtype() {
    return type.dtype();
  }

  boolean isNumber() {
    return standing == Standing.NUMBER;
  }

  // --- types of elements

  /** The type in which operands meet. */
  static DType promoted(List<Operand> operands) {
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).standing == Standing.UNKNOWN) {
        DType one = promoted(with(operands, i, Standing.SCALAR_TENSOR));
        return one == promoted(with(operands, i, Standing.TENSOR)) ? one : DType.UNKNOWN;
      }
    }
    Optional<DType> numbers = promoted(operands, Standing.NUMBER);
    Optional<DType> scalars = promoted(operands, Standing.SCALAR_TENSOR);
    Optional<DType> tensors = promoted(operands, Standing.TENSOR);
    return over(tensors, over(scalars, numbers)).orElse(DType.UNKNOWN);
  }

  private static List<Operand> with(List<Operand> operands, int index, Standing standing) {
    List<Operand> changed = new ArrayList<>(operands);
    changed.set(index, new Operand(operands.get(index).type, standing));
    return changed;
  }

  private static Optional<DType> promoted(List<Operand> operands, Standing standing) {
    return operands.stream()
        .filter(operand -> operand.standing == standing)
        .map(Operand::dtype)
        .reduce(DType::promote);
  }

  /** A lower type counts only when it is of a higher kind. */
  private static Optional<DType> over(Optional<DType> higher, Optional<DType> lower) {
    if (higher.isEmpty() || lower.isEmpty()) {
      return higher.or(() -> lower);
    }
    DType type = higher.get();
    if (type == DType.UNKNOWN || type.kind().compareTo(lower.get().kind()) >= 0) {
      return higher;
    }
    return type.isFloating() && lower.get().kind() == DType.Kind.COMPLEX
        ? Optional.of(complex(type))
        : Optional.of(type.promote(lower.get()));
  }

  /** The complex numbers whose parts are of a type; half precision has none here. */
  static DType complex(DType parts) {
    return switch (parts) {
      case FLOAT32, BFLOAT16 -> DType.COMPLEX64;
      case FLOAT64 -> DType.COMPLEX128;
      default -> DType.UNKNOWN;
    };
  }

  // --- shapes

  /** What operands give when they meet, with elements of a type. */
  static OpResult met(OpCall call, List<Operand> operands, DType dtype) {
    suppose(call, operands);
    Shape shape = Shape.scalar();
    for (Operand operand : operands) {
      Shape other = operand.type.shape();
      switch (shape.broadcast(other)) {
        case Shape.Broadcast.To(Shape to) -> {
          note(call, shape, other);
          shape = to;
        }
        case Shape.Broadcast.Clash clash -> {
          return clash(clash, shape, other);
        }
      }
    }
    return OpResult.of(new TensorType(shape, dtype, device(operands)));
  }

  /** A tensor of unknown rank most likely is like what it meets, if that is no bias. */
  private static void suppose(OpCall call, List<Operand> operands) {
    Optional<Shape> largest =
        operands.stream()
            .map(operand -> operand.type.shape())
            .filter(shape -> shape.rank().orElse(0) > 1)
            .reduce((one, other) -> other.rank().orElse(0) > one.rank().orElse(0) ? other : one);
    if (largest.isPresent()) {
      Shape usual =
          Shape.of(
              largest.get().dims().orElseThrow().stream()
                  .map(dim -> dim.isKnown(1) ? Dim.any() : dim)
                  .toList());
      call.arguments()
          .forEach(
              (name, argument) -> {
                if (argument instanceof Argument.Tensor && call.shape(name).rank().isEmpty()) {
                  call.suppose(name, usual);
                }
              });
    }
  }

  static OpResult clash(Shape.Broadcast.Clash clash, Shape left, Shape right) {
    return OpResult.mismatch(
        "the size of tensor a (%s) must match the size of tensor b (%s) at non-singleton dimension %d: %s and %s"
            .formatted(clash.left(), clash.right(), clash.axis(), left, right));
  }

  /** Notes the sizes that must be equal since neither spreads, and those that most likely are. */
  private static void note(OpCall call, Shape left, Shape right) {
    if (left.rank().isEmpty() || right.rank().isEmpty()) {
      return;
    }
    int shared = Math.min(left.rank().getAsInt(), right.rank().getAsInt());
    for (int place = 1; place <= shared; place++) {
      Dim one = left.dim(-place);
      Dim other = right.dim(-place);
      if (!one.mayBeOne() && !other.mayBeOne()) {
        call.same(one, other);
      } else if (one.isOfIntegers() || other.isOfIntegers()) {
        call.suppose(one, other);
      }
    }
  }

  private static Device device(List<Operand> operands) {
    return operands.stream()
        .filter(operand -> operand.standing != Standing.NUMBER)
        .map(operand -> operand.type.device())
        .filter(device -> device != Device.UNKNOWN)
        .findFirst()
        .orElse(Device.UNKNOWN);
  }
}
