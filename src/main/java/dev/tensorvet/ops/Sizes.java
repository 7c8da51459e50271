package dev.tensorvet.ops;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Sizes and dimensions as calls give them: one for all axes, from the end, to be worked out. */
final class Sizes {

  private Sizes() {}

  // --- for each axis

  /** A parameter that is given for each axis, or once for all; any where it is not known. */
  static List<Dim> each(OpCall call, String name, int axes, long otherwise) {
    if (!call.has(name)) {
      return Collections.nCopies(axes, Dim.of(otherwise));
    }
    List<Dim> given = call.integers(name).orElse(List.of());
    if (given.size() == 1) {
      return Collections.nCopies(axes, given.getFirst());
    }
    return given.size() == axes ? given : Collections.nCopies(axes, Dim.any());
  }

  /** What is wrong with a parameter that is given for more or fewer axes than there are. */
  static Optional<OpResult> wrongNumber(OpCall call, int axes, String... names) {
    for (String name : names) {
      Optional<List<Dim>> given = call.integers(name);
      if (given.isPresent() && given.get().size() > 1 && given.get().size() != axes) {
        return Optional.of(
            OpResult.mismatch(
                "%s must be one integer or %d, but got %s"
                    .formatted(name, axes, text(given.get()))));
      }
    }
    return Optional.empty();
  }

  // --- dimensions that a call names

  /** The place of a dimension; empty when it is not known, or there is no such dimension. */
  static OptionalInt axis(Shape shape, Dim dim) {
    return Axis.of(shape, dim) instanceof Axis.At at
        ? OptionalInt.of(at.only())
        : OptionalInt.empty();
  }

  /** The answer where there is no {@link #axis}: an error, or what is known without it. */
  static OpResult noAxis(Shape shape, Dim dim, OpResult otherwise) {
    return Axis.of(shape, dim) instanceof Axis.Outside(String why)
        ? OpResult.mismatch(why)
        : otherwise;
  }

  /** The rank; negative where it is not known. */
  static int rank(Shape shape) {
    return shape.rank().orElse(-1);
  }

  static List<Dim> dims(Shape shape) {
    return shape.dims().orElse(List.of());
  }

  /** A shape of the same rank, of whose dimensions nothing is known. */
  static Shape blank(Shape shape) {
    return shape.dims().map(dims -> Shape.ofRank(dims.size())).orElse(shape);
  }

  /** The shape without its last dimensions. */
  static Shape leading(Shape shape, int removed) {
    return shape
        .dims()
        .map(dims -> Shape.of(dims.subList(0, Math.max(0, dims.size() - removed))))
        .orElse(Shape.unknown());
  }

  /** The last dimensions of a shape that has so many. */
  static List<Dim> last(Shape shape, int count) {
    List<Dim> dims = dims(shape);
    return dims.subList(dims.size() - count, dims.size());
  }

  /** A shape with further dimensions at its end. */
  static Shape followed(Shape shape, List<Dim> by) {
    return shape.dims().map(dims -> Shape.of(joined(dims, by))).orElse(Shape.unknown());
  }

  static List<Dim> joined(List<Dim> first, List<Dim> then) {
    List<Dim> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  // --- sizes

  static Dim product(List<Dim> dims) {
    Dim product = Dim.of(1);
    for (Dim dim : dims) {
      product = product.times(dim);
    }
    return product;
  }

  /** Whether any number above a bound is out of the question. */
  static boolean isSurelyAtMost(Dim dim, long bound) {
    return dim.atMost(Dim.of(bound)) == Proof.YES;
  }

  /** Whether two sizes that must be equal cannot be; what is not known is noted. */
  static boolean clash(OpCall call, Dim given, Dim needed) {
    return call.same(given, needed) == Proof.NO;
  }

  /** Whether one of the shapes cannot be the other. */
  static boolean clash(OpCall call, List<Dim> given, List<Dim> needed) {
    if (given.size() != needed.size()) {
      return true;
    }
    boolean isClash = false;
    for (int i = 0; i < given.size(); i++) {
      isClash |= clash(call, given.get(i), needed.get(i));
    }
    return isClash;
  }

  /** Two sizes that are the same: the one that says more. */
  static Dim known(Dim one, Dim other) {
    return one.isAny() || (one.known().isEmpty() && other.known().isPresent()) ? other : one;
  }

  // --- types of elements

  /**
   * Whether two tensors whose types of elements must agree do not. Half and single precision may
   * meet where the library casts both.
   */
  static boolean clash(DType left, DType right) {
    return left != right
        && left != DType.UNKNOWN
        && right != DType.UNKNOWN
        && !(isCast(left) && isCast(right));
  }

  private static boolean isCast(DType type) {
    return type.isFloating() && type != DType.FLOAT64;
  }

  /** The type of two tensors that have the same. */
  static DType common(DType left, DType right) {
    return left == right ? left : DType.UNKNOWN;
  }

  /** Whether a type is known to hold no fractions. */
  static boolean isWhole(DType type) {
    return type.kind() == DType.Kind.INTEGER || type.kind() == DType.Kind.BOOL;
  }

  /** What an operation says of a tensor that is not of floating point. */
  static OpResult notImplemented(String op, DType type) {
    return OpResult.mismatch("%s is not implemented for %s".formatted(op, type.text()));
  }

  static TensorType indices(TensorType like) {
    return like.with(DType.INT64);
  }

  // --- text

  /** {@code [B, 3, 28]} */
  static String text(List<Dim> dims) {
    return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
  }

  static String text(Shape shape) {
    return shape.dims().map(Sizes::text).orElse("[...]");
  }
}
