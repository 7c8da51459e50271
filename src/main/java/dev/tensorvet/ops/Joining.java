package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
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
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Tensors put together, and taken apart. */
final class Joining {

  /** More pieces than these are not told apart. */
  private static final int MOST_PIECES = 4096;

  private static final String COUNT_UNKNOWN = "it is not known how many pieces there are";

  static final List<Op> OPS =
      List.of(
          new Op(Signature.of("cat(tensors, dim|axis=0, out=None)"), Joining::cat),
          new Op(Signature.of("concat(tensors, dim|axis=0, out=None)"), Joining::cat),
          new Op(Signature.of("concatenate(tensors, dim|axis=0, out=None)"), Joining::cat),
          new Op(Signature.of("stack(tensors, dim|axis=0, out=None)"), Joining::stack),
          new Op(
              Signature.of("column_stack(tensors)"),
              call -> raisedAndJoined(call, Joining::columns, s -> 1)),
          new Op(
              Signature.of("row_stack(tensors)"),
              call -> raisedAndJoined(call, Joining::rows, s -> 0)),
          new Op(
              Signature.of("vstack(tensors)"),
              call -> raisedAndJoined(call, Joining::rows, s -> 0)),
          new Op(
              Signature.of("hstack(tensors)"),
              call -> raisedAndJoined(call, Joining::atLeastOne, s -> s.hasRank(1) ? 0 : 1)),
          new Op(
              Signature.of("dstack(tensors)"),
              call -> raisedAndJoined(call, Joining::depth, s -> 2)),
          new Op(
              Signature.of("split(input|tensor, split_size_or_sections|split_size, dim=0)"),
              Joining::split),
          new Op(
              Signature.of("split_with_sizes(input, split_sizes, dim=0)"),
              call -> withSizes(call, call.integers("split_sizes"), call.integer("dim", 0))),
          new Op(Signature.of("chunk(input, chunks, dim=0)"), Joining::chunk),
          new Op(Signature.of("unbind(input, dim=0)"), Joining::unbind),
          new Op(
              Signature.of("tensor_split(input, indices_or_sections|sections|indices, dim=0)"),
              call -> tensorSplit(call, "indices_or_sections", call.integer("dim", 0), 0)),
          new Op(
              Signature.of("hsplit(input, indices_or_sections)"),
              call ->
                  tensorSplit(
                      call,
                      "indices_or_sections",
                      Dim.of(call.shape("input").hasRank(1) ? 0 : 1),
                      1)),
          new Op(
              Signature.of("vsplit(input, indices_or_sections)"),
              call -> tensorSplit(call, "indices_or_sections", Dim.of(0), 2)),
          new Op(
              Signature.of("dsplit(input, indices_or_sections)"),
              call -> tensorSplit(call, "indices_or_sections", Dim.of(2), 3)));

  private Joining() {}

  // --- together

  private static OpResult cat(OpCall call) {
    Optional<List<TensorType>> tensors = call.tensors("tensors");
    if (tensors.isEmpty()) {
      return isOneTensor(call)
          ? OpResult.mismatch("cat(): argument 'tensors' must be tuple of Tensors, not Tensor")
          : OpResult.of(TensorType.unknown());
    }
    return joined(call, tensors.get(), call.integer("dim", 0));
  }

  /** Whether one tensor is given; what nothing is known of may be several. */
  private static boolean isOneTensor(OpCall call) {
    return call.argument("tensors")
        .filter(
            given ->
                given instanceof Argument.Tensor one
                    && !one.value().type().equals(TensorType.unknown()))
        .isPresent();
  }

  private static OpResult joined(OpCall call, List<TensorType> tensors, Dim dim) {
    if (tensors.isEmpty()) {
      return OpResult.mismatch("expected a non-empty list of tensors");
    }
    DType dtype = promoted(tensors);
    // Empty tensors of one dimension are passed over, whatever the others are.
    List<TensorType> counted =
        tensors.stream().filter(t -> !t.shape().equals(Shape.of(0))).toList();
    if (counted.isEmpty()) {
      return OpResult.of(tensors.getFirst().with(dtype));
    }
    Optional<Shape> model =
        counted.stream().map(TensorType::shape).filter(s -> s.rank().isPresent()).findFirst();
    if (model.isEmpty()) {
      return OpResult.of(tensors.getFirst().with(Shape.unknown()).with(dtype));
    }
    int rank = Sizes.rank(model.get());
    if (rank == 0) {
      return OpResult.mismatch("zero-dimensional tensor (at position 0) cannot be concatenated");
    }
    OptionalInt axis = Sizes.axis(model.get(), dim);
    if (axis.isEmpty()) {
      return Sizes.noAxis(
          model.get(), dim, OpResult.of(counted.getFirst().with(Shape.ofRank(rank)).with(dtype)));
    }
    List<Dim> dims = new ArrayList<>(Sizes.dims(model.get()));
    Dim sum = Dim.of(0);
    for (int i = 0; i < counted.size(); i++) {
      Shape shape = counted.get(i).shape();
      sum = sum.plus(shape.dim(axis.getAsInt()));
      if (shape.rank().isEmpty()) {
        continue;
      }
      if (!shape.hasRank(rank)) {
        return OpResult.mismatch(
            "tensors must have same number of dimensions: got %d and %d"
                .formatted(rank, Sizes.rank(shape)));
      }
      for (int at = 0; at < rank; at++) {
        if (at != axis.getAsInt()) {
          if (Sizes.clash(call, shape.dim(at), dims.get(at))) {
            return OpResult.mismatch(
                "sizes of tensors must match except in dimension %d, expected size %s in dimension %d but got size %s for tensor number %d in the list"
                    .formatted(axis.getAsInt(), dims.get(at), at, shape.dim(at), i));
          }
          dims.set(at, Sizes.known(dims.get(at), shape.dim(at)));
        }
      }
    }
    dims.set(axis.getAsInt(), sum);
    return OpResult.of(counted.getFirst().with(Shape.of(dims)).with(dtype));
  }

  private static DType promoted(List<TensorType> tensors) {
    DType dtype = tensors.getFirst().dtype();
    for (TensorType tensor : tensors) {
      dtype = dtype.promote(tensor.dtype());
    }
    return dtype;
  }

  private static OpResult stack(OpCall call) {
    Optional<List<TensorType>> tensors = call.tensors("tensors");
    if (tensors.isEmpty()) {
      if (!isOneTensor(call)) {
        return OpResult.of(TensorType.unknown());
      }
      return OpResult.mismatch("stack(): argument 'tensors' must be tuple of Tensors, not Tensor");
    }
    if (tensors.get().isEmpty()) {
      return OpResult.mismatch("stack expects a non-empty TensorList");
    }
    DType dtype = promoted(tensors.get());
    Optional<Shape> model =
        tensors.get().stream().map(TensorType::shape).filter(s -> s.rank().isPresent()).findFirst();
    TensorType first = tensors.get().getFirst().with(dtype);
    if (model.isEmpty()) {
      return OpResult.of(first.with(Shape.unknown()));
    }
    List<Dim> dims = new ArrayList<>(Sizes.dims(model.get()));
    for (int i = 0; i < tensors.get().size(); i++) {
      Shape shape = tensors.get().get(i).shape();
      if (shape.rank().isPresent()) {
        if (Sizes.clash(call, Sizes.dims(shape), dims)) {
          return OpResult.mismatch(
              "stack expects each tensor to be equal size, but got %s at entry 0 and %s at entry %d"
                  .formatted(Sizes.text(model.get()), Sizes.text(shape), i));
        }
        for (int at = 0; at < dims.size(); at++) {
          dims.set(at, Sizes.known(dims.get(at), shape.dim(at)));
        }
      }
    }
    Dim dim = call.integer("dim", 0);
    OptionalInt axis = Sizes.axis(Shape.ofRank(dims.size() + 1), dim);
    if (axis.isEmpty()) {
      return Sizes.noAxis(
          Shape.ofRank(dims.size() + 1),
          dim,
          OpResult.of(first.with(Shape.ofRank(dims.size() + 1))));
    }
    dims.add(axis.getAsInt(), Dim.of(tensors.get().size()));
    return OpResult.of(first.with(Shape.of(dims)));
  }

  /** Chooses the dimension along which shapes are joined. */
  @FunctionalInterface
  private interface Along {
    int axis(Shape shape);
  }

  private static OpResult raisedAndJoined(OpCall call, UnaryOperator<Shape> raise, Along along) {
    Optional<List<TensorType>> tensors = call.tensors("tensors");
    if (tensors.isEmpty()) {
      return OpResult.of(TensorType.unknown());
    }
    List<TensorType> raised =
        tensors.get().stream()
            .map(t -> t.shape().rank().isEmpty() ? t : t.with(raise.apply(t.shape())))
            .toList();
    int axis =
        raised.stream()
            .map(TensorType::shape)
            .filter(s -> s.rank().isPresent())
            .findFirst()
            .map(along::axis)
            .orElse(0);
    return joined(call, raised, Dim.of(axis));
  }

  private static Shape atLeastOne(Shape shape) {
    return shape.hasRank(0) ? Shape.of(1) : shape;
  }

  private static Shape rows(Shape shape) {
    return Sizes.rank(shape) < 2 ? Shape.of(Dim.of(1), atLeastOne(shape).dim(0)) : shape;
  }

  private static Shape columns(Shape shape) {
    return Sizes.rank(shape) < 2 ? Shape.of(atLeastOne(shape).dim(0), Dim.of(1)) : shape;
  }

  private static Shape depth(Shape shape) {
    return Sizes.rank(shape) < 3 ? Sizes.followed(rows(shape), List.of(Dim.of(1))) : shape;
  }

  // --- apart

  private static OpResult split(OpCall call) {
    Argument sizes = call.argument("split_size_or_sections").orElse(new Argument.Unknown());
    if (sizes instanceof Argument.Many) {
      return withSizes(call, call.integers("split_size_or_sections"), call.integer("dim", 0));
    }
    Dim size = call.integer("split_size_or_sections", 0);
    if (Sizes.isSurelyAtMost(size, -1)) {
      return OpResult.mismatch(
          "split expects split_size be non-negative, but got split_size=" + size);
    }
    return apart(call, call.integer("dim", 0), whole -> pieces(whole, size));
  }

  /** Takes a size apart; empty where it is not known into how many pieces. */
  @FunctionalInterface
  private interface Cut {
    Optional<List<Dim>> pieces(Dim whole);
  }

  private static OpResult apart(OpCall call, Dim dim, Cut cut) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    if (rank < 0) {
      return OpResult.unknown(COUNT_UNKNOWN);
    }
    if (rank == 0) {
      return OpResult.mismatch("split expects at least a 1-dimensional tensor");
    }
    OptionalInt axis = Sizes.axis(input.shape(), dim);
    if (axis.isEmpty()) {
      return Sizes.noAxis(input.shape(), dim, OpResult.unknown(COUNT_UNKNOWN));
    }
    return cut.pieces(input.shape().dim(axis.getAsInt()))
        .<OpResult>map(
            pieces ->
                OpResult.tuple(
                    pieces.stream()
                        .map(piece -> input.with(input.shape().with(axis.getAsInt(), piece)))
                        .toList()))
        .orElseGet(() -> OpResult.unknown(COUNT_UNKNOWN));
  }

  /** Pieces of one size, the last of which may be smaller. */
  private static Optional<List<Dim>> pieces(Dim whole, Dim size) {
    if (whole.equals(size) && !whole.isAny()) {
      return Optional.of(List.of(whole));
    }
    OptionalLong count = size.isKnown(0) ? OptionalLong.empty() : whole.ceilDiv(size).known();
    if (count.isEmpty() || count.getAsLong() > MOST_PIECES || count.getAsLong() < 0) {
      return Optional.empty();
    }
    if (count.getAsLong() == 0) {
      return Optional.of(List.of(whole));
    }
    List<Dim> pieces = new ArrayList<>(Collections.nCopies((int) count.getAsLong() - 1, size));
    pieces.add(whole.minus(size.times(count.getAsLong() - 1)));
    return Optional.of(pieces);
  }

  private static OpResult withSizes(OpCall call, Optional<List<Dim>> sizes, Dim dim) {
    if (sizes.isEmpty()) {
      return OpResult.unknown(COUNT_UNKNOWN);
    }
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    if (rank < 0) {
      return OpResult.tuple(Collections.nCopies(sizes.get().size(), input));
    }
    if (rank == 0) {
      return OpResult.mismatch("split expects at least a 1-dimensional tensor");
    }
    OptionalInt axis = Sizes.axis(input.shape(), dim);
    if (axis.isEmpty()) {
      return Sizes.noAxis(
          input.shape(),
          dim,
          OpResult.tuple(Collections.nCopies(sizes.get().size(), input.with(Shape.ofRank(rank)))));
    }
    Dim whole = input.shape().dim(axis.getAsInt());
    Dim sum = sizes.get().stream().reduce(Dim.of(0), Dim::plus);
    if (Sizes.clash(call, whole, sum)) {
      return OpResult.mismatch(
          "split_with_sizes expects split_sizes to sum exactly to %s (input tensor's size at dimension %d), but got split_sizes=%s"
              .formatted(whole, axis.getAsInt(), Sizes.text(sizes.get())));
    }
    return OpResult.tuple(
        sizes.get().stream()
            .map(size -> input.with(input.shape().with(axis.getAsInt(), size)))
            .toList());
  }

  /**
   * Pieces of equal size but for the last; there may be fewer than are asked for. A size that is
   * not known is taken to be large enough for all of them.
   */
  private static OpResult chunk(OpCall call) {
    Dim chunks = call.integer("chunks", 1);
    if (Sizes.isSurelyAtMost(chunks, 0)) {
      return OpResult.mismatch("chunk expects chunks to be greater than 0, got: " + chunks);
    }
    TensorType input = call.tensor("input");
    if (input.shape().rank().isEmpty()
        && chunks.known().isPresent()
        && chunks.known().getAsLong() <= MOST_PIECES) {
      return OpResult.tuple(Collections.nCopies((int) chunks.known().getAsLong(), input));
    }
    return apart(
        call,
        call.integer("dim", 0),
        whole -> {
          OptionalLong count = chunks.known();
          if (count.isEmpty() || count.getAsLong() > MOST_PIECES) {
            return Optional.empty();
          }
          Dim size = whole.ceilDiv(chunks);
          if (whole.known().isPresent() && !whole.isKnown(0)) {
            return pieces(whole, size);
          }
          List<Dim> pieces =
              new ArrayList<>(Collections.nCopies((int) count.getAsLong() - 1, size));
          pieces.add(
              count.getAsLong() == 2
                  ? whole.floorDiv(2)
                  : whole.minus(size.times(count.getAsLong() - 1)));
          return Optional.of(pieces);
        });
  }

  private static OpResult unbind(OpCall call) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    Dim dim = call.integer("dim", 0);
    if (rank < 0) {
      return OpResult.unknown(COUNT_UNKNOWN);
    }
    OptionalInt axis = Sizes.axis(input.shape(), dim);
    if (axis.isEmpty() || rank == 0) {
      return rank == 0
          ? OpResult.mismatch("dimension specified as 0 but tensor has no dimensions")
          : Sizes.noAxis(input.shape(), dim, OpResult.unknown(COUNT_UNKNOWN));
    }
    OptionalLong count = input.shape().dim(axis.getAsInt()).known();
    if (count.isEmpty() || count.getAsLong() > MOST_PIECES) {
      return OpResult.unknown(COUNT_UNKNOWN);
    }
    List<Dim> dims = new ArrayList<>(Sizes.dims(input.shape()));
    dims.remove(axis.getAsInt());
    return OpResult.tuple(Collections.nCopies((int) count.getAsLong(), input.with(Shape.of(dims))));
  }

  /**
   * @param equalFrom the rank from which on pieces of equal size are made; zero where they need not
   *     be equal
   */
  private static OpResult tensorSplit(OpCall call, String name, Dim dim, int equalFrom) {
    int rank = Sizes.rank(call.shape("input"));
    if (rank >= 0 && rank < equalFrom) {
      return OpResult.mismatch(
          "a tensor with at least %d dimension(s) is required, but got a tensor with %d dimensions"
              .formatted(equalFrom, rank));
    }
    Argument where = call.argument(name).orElse(new Argument.Unknown());
    if (where instanceof Argument.Many(List<Argument> indices)) {
      return apart(call, dim, whole -> Optional.of(between(indices, whole)));
    }
    OptionalLong count = call.integer(name, 1).known();
    if (count.isEmpty() || count.getAsLong() > MOST_PIECES) {
      return OpResult.unknown(COUNT_UNKNOWN);
    }
    long sections = count.getAsLong();
    if (sections <= 0) {
      return OpResult.mismatch("number of sections must be larger than 0, got " + sections);
    }
    if (equalFrom > 0 && Sizes.axis(call.shape("input"), dim).isPresent()) {
      Dim whole = call.shape("input").dim(Sizes.axis(call.shape("input"), dim).getAsInt());
      if (whole.mod(sections).equalTo(0) == Proof.NO) {
        return OpResult.mismatch(
            "the size of the dimension (%s) is not divisible by the number of sections (%d)"
                .formatted(whole, sections));
      }
    }
    return apart(
        call,
        dim,
        whole -> {
          List<Dim> pieces = new ArrayList<>();
          for (long i = 0; i < sections; i++) {
            // The first ones are larger by one as long as something is left over.
            pieces.add(whole.plus(sections - 1 - i).floorDiv(sections));
          }
          return Optional.of(pieces);
        });
  }

  /** The pieces between places, each of which is as the bound of a slice. */
  private static List<Dim> between(List<Argument> indices, Dim whole) {
    List<Dim> pieces = new ArrayList<>();
    Dim from = Dim.of(0);
    for (Argument index : indices) {
      Dim to = bound(OpCall.integer(index), whole);
      pieces.add(to.minus(from).max(Dim.of(0)));
      from = to;
    }
    pieces.add(whole.minus(from).max(Dim.of(0)));
    return pieces;
  }

  private static Dim bound(Dim index, Dim whole) {
    return Sizes.isSurelyAtMost(index, -1)
        ? index.plus(whole).max(Dim.of(0))
        : index.smallest().orElse(-1) >= 0 ? index.min(whole) : Dim.any();
  }
}
