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
import java.util.Set;
import java.util.TreeSet;

/** Other views of the same elements: their shape, the order of their dimensions, repetition. */
final class View {

  static final List<Op> OPS =
      List.of(
          new Op(Signature.of("view(input, *shape|size, dtype=None)"), View::view),
          new Op(Signature.of("reshape(input, *shape)"), View::reshape),
          new Op(
              Signature.of("view_as(input, other)"),
              call -> reshaped(call, call.shape("other").dims())),
          new Op(
              Signature.of("reshape_as(input, other)"),
              call -> reshaped(call, call.shape("other").dims())),
          new Op(Signature.of("flatten(input, start_dim=0, end_dim=-1)"), View::flatten),
          new Op(Signature.of("ravel(input)"), View::flatten),
          new Op(Signature.of("unflatten(input, dim, *sizes|unflattened_size)"), View::unflatten),
          new Op(Signature.of("permute(input, *dims)"), View::permute),
          new Op(
              Signature.of("transpose(input, dim0, dim1)"),
              call -> transpose(call, call.integer("dim0", 0), call.integer("dim1", 0))),
          new Op(
              Signature.of("swapaxes(input, axis0, axis1)"),
              call -> transpose(call, call.integer("axis0", 0), call.integer("axis1", 0))),
          new Op(
              Signature.of("swapdims(input, dim0, dim1)"),
              call -> transpose(call, call.integer("dim0", 0), call.integer("dim1", 0))),
          new Op(Signature.of("t(input)"), View::t),
          new Op(Signature.of("T(input)"), View::reversed),
          new Op(Signature.of("H(input)"), View::t),
          new Op(Signature.of("mT(input)"), View::matrixTransposed),
          new Op(Signature.of("mH(input)"), View::matrixTransposed),
          new Op(Signature.of("adjoint(input)"), View::matrixTransposed),
          new Op(Signature.of("movedim(input, source, destination)"), View::movedim),
          new Op(Signature.of("moveaxis(input, source, destination)"), View::movedim),
          new Op(Signature.of("squeeze(input, dim|axis=None)"), View::squeeze),
          new Op(Signature.of("unsqueeze(input, dim|axis)"), View::unsqueeze),
          new Op(Signature.of("expand(input, *sizes|size, implicit=False)"), View::expand),
          new Op(
              Signature.of("expand_as(input, other)"),
              call -> expanded(call, call.shape("other").dims(), false)),
          new Op(
              Signature.of("broadcast_to(input, size|shape)"),
              call -> expanded(call, call.integers("size"), true)),
          new Op(Signature.of("repeat(input, *repeats)"), View::repeat),
          new Op(Signature.of("tile(input, *dims|reps)"), View::tile),
          new Op(Signature.of("narrow(input, dim, start, length)"), View::narrow),
          new Op(Signature.of("select(input, dim, index)"), View::select),
          new Op(
              Signature.of("as_strided(input, size, stride, storage_offset=None)"),
              View::asStrided),
          new Op(Signature.of("broadcast_tensors(*tensors)"), View::broadcastTensors),
          new Op(Signature.of("atleast_1d(*tensors)"), call -> atLeast(call, 1)),
          new Op(Signature.of("atleast_2d(*tensors)"), call -> atLeast(call, 2)),
          new Op(Signature.of("atleast_3d(*tensors)"), call -> atLeast(call, 3)));

  private View() {}

  // --- other shapes of the same elements

  private static OpResult view(OpCall call) {
    Optional<DType> asked =
        call.argument("shape").orElse(new Argument.Unknown())
                    instanceof Argument.Many(List<Argument> given)
                && given.size() == 1
                && given.getFirst() instanceof Argument.Type(DType type)
            ? Optional.of(type)
            : call.type("dtype");
    return asked.map(type -> reinterpreted(call, type)).orElseGet(() -> reshape(call));
  }

  /** The same bytes as elements of another type. */
  private static OpResult reinterpreted(OpCall call, DType type) {
    TensorType input = call.tensor("input");
    DType before = input.dtype();
    if (before == DType.UNKNOWN || type == DType.UNKNOWN) {
      return OpResult.of(
          input
              .with(type)
              .with(input.shape().rank().isEmpty() ? input.shape() : lastUnknown(input)));
    }
    if (before.bytes() == type.bytes() || input.shape().rank().isEmpty()) {
      return OpResult.of(input.with(type));
    }
    if (input.shape().hasRank(0)) {
      return OpResult.mismatch(
          "self.dim() cannot be 0 to view %s as %s (different element sizes)"
              .formatted(before.text(), type.text()));
    }
    Dim bytes = input.shape().dim(-1).times(before.bytes());
    return bytes.mod(type.bytes()).equalTo(0) == Proof.NO
        ? OpResult.mismatch(
            "self.size(-1) must be divisible by %d to view %s as %s, but got %s"
                .formatted(
                    type.bytes() / before.bytes(),
                    before.text(),
                    type.text(),
                    input.shape().dim(-1)))
        : OpResult.of(input.with(type).with(input.shape().with(-1, bytes.floorDiv(type.bytes()))));
  }

  private static Shape lastUnknown(TensorType input) {
    return input.shape().hasRank(0) ? input.shape() : input.shape().with(-1, Dim.any());
  }

  private static OpResult reshape(OpCall call) {
    return reshaped(call, call.integers("shape"));
  }

  private static OpResult reshaped(OpCall call, Optional<List<Dim>> sizes) {
    TensorType input = call.tensor("input");
    if (sizes.isEmpty()) {
      return OpResult.of(input.with(Shape.unknown()));
    }
    List<Dim> wanted = sizes.get();
    long open = wanted.stream().filter(View::isLeftOpen).count();
    if (wanted.stream().filter(size -> size.isKnown(-1)).count() > 1) {
      return OpResult.mismatch("only one dimension can be inferred");
    }
    if (wanted.stream().anyMatch(size -> Sizes.isSurelyAtMost(size, -2))) {
      return OpResult.mismatch("invalid shape dimension in " + Sizes.text(wanted));
    }
    if (input.shape().rank().isEmpty()) {
      List<Dim> samples = wanted.subList(Math.min(1, wanted.size()), wanted.size());
      if (!samples.isEmpty()
          && wanted.getFirst().isKnown(-1)
          && samples.stream().noneMatch(Dim::isAny)) {
        call.suppose("input", Sizes.followed(Shape.of(Dim.any()), samples));
      }
      return OpResult.of(input.with(Shape.of(asFarAsKnown(wanted))));
    }
    return switch (Long.compare(open, 1)) {
      case -1 -> exactly(call, input, wanted);
      case 0 -> withOneOpen(call, input, wanted);
      default -> OpResult.of(input.with(Shape.of(asFarAsKnown(wanted))));
    };
  }

  private static boolean isLeftOpen(Dim size) {
    return size.isAny() || size.isKnown(-1);
  }

  /** Sizes of which those that are left open are any. */
  private static List<Dim> asFarAsKnown(List<Dim> wanted) {
    return wanted.stream().map(size -> size.isKnown(-1) ? Dim.any() : size).toList();
  }

  private static OpResult exactly(OpCall call, TensorType input, List<Dim> wanted) {
    List<Dim> from = new ArrayList<>(Sizes.dims(input.shape()));
    List<Dim> to = new ArrayList<>(wanted);
    cancel(from, to);
    return Sizes.clash(call, Sizes.product(from), Sizes.product(to))
        ? invalid(input, wanted)
        : OpResult.of(input.with(Shape.of(wanted)));
  }

  /** One size, given as -1 or not known, is what the others leave. */
  private static OpResult withOneOpen(OpCall call, TensorType input, List<Dim> wanted) {
    List<Dim> from = new ArrayList<>(Sizes.dims(input.shape()));
    List<Dim> to = new ArrayList<>(wanted.stream().filter(size -> !isLeftOpen(size)).toList());
    cancel(from, to);
    Dim whole = Sizes.product(from);
    Dim part = Sizes.product(to);
    if (part.isKnown(0)) {
      return whole.equalTo(0) == Proof.NO
          ? invalid(input, wanted)
          : OpResult.of(input.with(Shape.of(wanted).with(openAt(wanted), Dim.any())));
    }
    Dim rest = whole.floorDiv(part);
    return Sizes.clash(call, whole, part.times(rest))
        ? invalid(input, wanted)
        : OpResult.of(input.with(Shape.of(wanted).with(openAt(wanted), rest)));
  }

  private static int openAt(List<Dim> wanted) {
    int at = 0;
    while (!isLeftOpen(wanted.get(at))) {
      at++;
    }
    return at;
  }

  /** Strikes out the sizes that both have, so that what is left divides where it can. */
  private static void cancel(List<Dim> from, List<Dim> to) {
    for (Dim size : List.copyOf(to)) {
      if (!size.isAny() && !size.isKnown(0) && from.remove(size)) {
        to.remove(size);
      }
    }
  }

  private static OpResult invalid(TensorType input, List<Dim> wanted) {
    return OpResult.mismatch(
        "shape '%s' is invalid for input of size %s, which is %s"
            .formatted(Sizes.text(wanted), Sizes.text(input.shape()), input.shape().numel()));
  }

  private static OpResult flatten(OpCall call) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    Dim from = call.integer("start_dim", 0);
    Dim to = call.integer("end_dim", -1);
    if (rank < 0) {
      return OpResult.of(
          input.with(from.isKnown(0) && to.isKnown(-1) ? Shape.ofRank(1) : input.shape()));
    }
    OptionalInt start = Sizes.axis(input.shape(), from);
    OptionalInt end = Sizes.axis(input.shape(), to);
    OpResult unknown = OpResult.of(input.with(Shape.unknown()));
    if (start.isEmpty()) {
      return Sizes.noAxis(input.shape(), from, unknown);
    }
    if (end.isEmpty()) {
      return Sizes.noAxis(input.shape(), to, unknown);
    }
    if (start.getAsInt() > end.getAsInt()) {
      return OpResult.mismatch("flatten() has invalid args: start_dim cannot come after end_dim");
    }
    if (rank == 0) {
      return OpResult.of(input.with(Shape.of(1)));
    }
    List<Dim> dims = Sizes.dims(input.shape());
    List<Dim> flat = new ArrayList<>(dims.subList(0, start.getAsInt()));
    flat.add(Sizes.product(dims.subList(start.getAsInt(), end.getAsInt() + 1)));
    flat.addAll(dims.subList(end.getAsInt() + 1, rank));
    return OpResult.of(input.with(Shape.of(flat)));
  }

  private static OpResult unflatten(OpCall call) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    Dim dim = call.integer("dim", 0);
    Optional<List<Dim>> sizes = call.integers("sizes");
    if (rank < 0 || sizes.isEmpty()) {
      return OpResult.of(input.with(Shape.unknown()));
    }
    OptionalInt axis = Sizes.axis(input.shape(), dim);
    if (axis.isEmpty() || rank == 0) {
      return Sizes.noAxis(
          input.shape(),
          dim,
          OpResult.of(input.with(Shape.ofRank(Math.max(0, rank + sizes.get().size() - 1)))));
    }
    List<Dim> parts = new ArrayList<>(sizes.get());
    Dim whole = input.shape().dim(axis.getAsInt());
    List<Dim> closed = parts.stream().filter(size -> !isLeftOpen(size)).toList();
    boolean isOneOpen = closed.size() == parts.size() - 1;
    Dim product = Sizes.product(closed);
    if (isOneOpen) {
      parts.set(openAt(parts), whole.floorDiv(product));
    }
    boolean isChecked = isOneOpen || closed.size() == parts.size();
    if (isChecked && Sizes.clash(call, whole, Sizes.product(parts))) {
      return OpResult.mismatch(
          "unflatten: provided sizes %s don't multiply up to the size of dim %d (%s) in the input tensor"
              .formatted(Sizes.text(sizes.get()), axis.getAsInt(), whole));
    }
    List<Dim> dims = new ArrayList<>(Sizes.dims(input.shape()));
    dims.remove(axis.getAsInt());
    dims.addAll(axis.getAsInt(), asFarAsKnown(parts));
    return OpResult.of(input.with(Shape.of(dims)));
  }

  // --- the order of dimensions

  private static OpResult permute(OpCall call) {
    TensorType input = call.tensor("input");
    Optional<List<Dim>> order = call.integers("dims");
    if (order.isEmpty()) {
      return OpResult.of(input.with(Sizes.blank(input.shape())));
    }
    Shape shape = call.shape("input", Shape.ofRank(order.get().size()));
    int rank = Sizes.rank(shape);
    if (rank != order.get().size()) {
      return OpResult.mismatch(
          "number of dimensions in the tensor input does not match the length of the desired ordering of dimensions, i.e. input.dim() = %d is not equal to len(dims) = %d"
              .formatted(rank, order.get().size()));
    }
    List<Dim> dims = new ArrayList<>();
    Set<Integer> seen = new TreeSet<>();
    for (Dim dim : order.get()) {
      OptionalInt axis = Sizes.axis(input.shape(), dim);
      if (axis.isEmpty()) {
        return Sizes.noAxis(input.shape(), dim, OpResult.of(input.with(Shape.ofRank(rank))));
      }
      if (!seen.add(axis.getAsInt())) {
        return OpResult.mismatch("permute(): duplicate dims are not allowed");
      }
      dims.add(shape.dim(axis.getAsInt()));
    }
    return OpResult.of(input.with(Shape.of(dims)));
  }

  private static OpResult transpose(OpCall call, Dim one, Dim other) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    if (rank < 0) {
      return OpResult.of(input);
    }
    OpResult unknown = OpResult.of(input.with(Shape.ofRank(rank)));
    OptionalInt first = Sizes.axis(input.shape(), one);
    OptionalInt second = Sizes.axis(input.shape(), other);
    if (first.isEmpty()) {
      return Sizes.noAxis(input.shape(), one, unknown);
    }
    if (second.isEmpty()) {
      return Sizes.noAxis(input.shape(), other, unknown);
    }
    return OpResult.of(rank == 0 ? input : swapped(input, first.getAsInt(), second.getAsInt()));
  }

  private static TensorType swapped(TensorType input, int one, int other) {
    Shape shape = input.shape();
    return input.with(shape.with(one, shape.dim(other)).with(other, shape.dim(one)));
  }

  private static OpResult t(OpCall call) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    if (rank > 2) {
      return OpResult.mismatch(
          "t() expects a tensor with at most 2 dimensions, but self is %dD".formatted(rank));
    }
    return OpResult.of(rank == 2 ? swapped(input, 0, 1) : input);
  }

  private static OpResult reversed(OpCall call) {
    TensorType input = call.tensor("input");
    List<Dim> dims = new ArrayList<>(Sizes.dims(input.shape()));
    Collections.reverse(dims);
    return OpResult.of(input.shape().rank().isEmpty() ? input : input.with(Shape.of(dims)));
  }

  private static OpResult matrixTransposed(OpCall call) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    if (rank == 1) {
      return OpResult.mismatch(
          "the transpose of a matrix needs at least 2 dimensions, but got a tensor of size "
              + Sizes.text(input.shape()));
    }
    return OpResult.of(rank <= 0 ? input : swapped(input, rank - 2, rank - 1));
  }

  private static OpResult movedim(OpCall call) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    Optional<List<Dim>> from = call.integers("source");
    Optional<List<Dim>> to = call.integers("destination");
    if (rank < 0 || from.isEmpty() || to.isEmpty()) {
      return OpResult.of(input.with(Sizes.blank(input.shape())));
    }
    if (from.get().size() != to.get().size()) {
      return OpResult.mismatch(
          "movedim: invalid source or destination dims: source (%s) should contain the same number of dims as destination (%s)"
              .formatted(Sizes.text(from.get()), Sizes.text(to.get())));
    }
    List<Optional<Dim>> places = new ArrayList<>(Collections.nCopies(rank, Optional.empty()));
    Set<Integer> moved = new TreeSet<>();
    for (int i = 0; i < from.get().size(); i++) {
      OptionalInt source = Sizes.axis(input.shape(), from.get().get(i));
      OptionalInt target = Sizes.axis(input.shape(), to.get().get(i));
      OpResult unknown = OpResult.of(input.with(Shape.ofRank(rank)));
      if (source.isEmpty()) {
        return Sizes.noAxis(input.shape(), from.get().get(i), unknown);
      }
      if (target.isEmpty()) {
        return Sizes.noAxis(input.shape(), to.get().get(i), unknown);
      }
      if (rank == 0) {
        return OpResult.of(input);
      }
      if (!moved.add(source.getAsInt()) || places.get(target.getAsInt()).isPresent()) {
        return OpResult.mismatch("movedim: repeated dim in source or destination");
      }
      places.set(target.getAsInt(), Optional.of(input.shape().dim(source.getAsInt())));
    }
    List<Dim> dims = new ArrayList<>();
    int next = 0;
    for (Optional<Dim> place : places) {
      while (place.isEmpty() && moved.contains(next)) {
        next++;
      }
      dims.add(place.isPresent() ? place.get() : input.shape().dim(next++));
    }
    return OpResult.of(input.with(Shape.of(dims)));
  }

  // --- dimensions of size one

  /**
   * Drops dimensions of size one; what may or may not be one leaves the rank open, and so does what
   * is named and has a size that nobody knows: who names it takes it for one.
   */
  private static OpResult squeeze(OpCall call) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    if (rank < 0) {
      return OpResult.of(input);
    }
    Set<Integer> axes = new TreeSet<>();
    if (call.has("dim")) {
      Optional<List<Dim>> asked = call.integers("dim");
      if (asked.isEmpty()) {
        return OpResult.of(input.with(Shape.unknown()));
      }
      for (Dim dim : asked.get()) {
        OptionalInt axis = Sizes.axis(input.shape(), dim);
        if (axis.isEmpty()) {
          return Sizes.noAxis(input.shape(), dim, OpResult.of(input.with(Shape.unknown())));
        }
        if (!axes.add(axis.getAsInt())) {
          return OpResult.mismatch(
              "dim %d appears multiple times in the list of dims".formatted(axis.getAsInt()));
        }
      }
    } else {
      for (int i = 0; i < rank; i++) {
        axes.add(i);
      }
    }
    List<Dim> left = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      Dim size = input.shape().dim(i);
      if (!axes.contains(i)) {
        left.add(size);
      } else if (!size.isKnown(1)) {
        if (size.mayBeOne() || (call.has("dim") && size.known().isEmpty())) {
          return OpResult.of(input.with(Shape.unknown()));
        }
        left.add(size);
      }
    }
    return OpResult.of(input.with(Shape.of(left)));
  }

  private static OpResult unsqueeze(OpCall call) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    if (rank < 0) {
      return OpResult.of(input);
    }
    Dim dim = call.integer("dim", 0);
    OptionalInt axis = Sizes.axis(Shape.ofRank(rank + 1), dim);
    if (axis.isEmpty()) {
      return Sizes.noAxis(
          Shape.ofRank(rank + 1), dim, OpResult.of(input.with(Shape.ofRank(rank + 1))));
    }
    List<Dim> dims = new ArrayList<>(Sizes.dims(input.shape()));
    dims.add(axis.getAsInt(), Dim.of(1));
    return OpResult.of(input.with(Shape.of(dims)));
  }

  // --- repetition

  private static OpResult expand(OpCall call) {
    return expanded(call, call.integers("sizes"), true);
  }

  /**
   * @param isOpen whether -1 stands for the size that is there
   */
  private static OpResult expanded(OpCall call, Optional<List<Dim>> sizes, boolean isOpen) {
    TensorType input = call.tensor("input");
    if (sizes.isEmpty()) {
      return OpResult.of(input.with(Shape.unknown()));
    }
    List<Dim> wanted = sizes.get();
    int rank = Sizes.rank(input.shape());
    if (rank > wanted.size()) {
      return OpResult.mismatch(
          "expand(size %s, size=%s): the number of sizes provided (%d) must be greater or equal to the number of dimensions in the tensor (%d)"
              .formatted(Sizes.text(input.shape()), Sizes.text(wanted), wanted.size(), rank));
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Dim want = wanted.get(i);
      boolean isNew = rank >= 0 && i < wanted.size() - rank;
      Dim have = rank < 0 || isNew ? Dim.any() : input.shape().dim(i - wanted.size());
      if (isOpen && want.isKnown(-1)) {
        if (isNew) {
          return OpResult.mismatch(
              "the expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension "
                  + i);
        }
        dims.add(have);
      } else if (isNew || rank < 0 || have.mayBeOne()) {
        dims.add(want);
      } else if (Sizes.clash(call, have, want)) {
        return OpResult.mismatch(
            "the expanded size of the tensor (%s) must match the existing size (%s) at non-singleton dimension %d, target sizes: %s, tensor sizes: %s"
                .formatted(want, have, i, Sizes.text(wanted), Sizes.text(input.shape())));
      } else {
        dims.add(Sizes.known(want, have));
      }
    }
    return OpResult.of(input.with(Shape.of(dims)));
  }

  private static OpResult repeat(OpCall call) {
    TensorType input = call.tensor("input");
    Optional<List<Dim>> repeats = call.integers("repeats");
    if (input.shape().rank().isEmpty() || repeats.isEmpty()) {
      return OpResult.of(
          input.with(repeats.map(r -> Shape.ofRank(r.size())).orElse(Shape.unknown())));
    }
    if (repeats.get().size() < Sizes.rank(input.shape())) {
      return OpResult.mismatch(
          "number of dimensions of repeat dims can not be smaller than number of dimensions of tensor, but got %s for size %s"
              .formatted(Sizes.text(repeats.get()), Sizes.text(input.shape())));
    }
    return OpResult.of(input.with(repeated(input.shape(), repeats.get())));
  }

  private static OpResult tile(OpCall call) {
    TensorType input = call.tensor("input");
    Optional<List<Dim>> repeats = call.integers("dims");
    return OpResult.of(
        input.with(
            input.shape().rank().isEmpty() || repeats.isEmpty()
                ? Shape.unknown()
                : repeated(input.shape(), repeats.get())));
  }

  private static Shape repeated(Shape shape, List<Dim> repeats) {
    int rank = Math.max(Sizes.rank(shape), repeats.size());
    List<Dim> dims = new ArrayList<>();
    for (int i = rank; i > 0; i--) {
      Dim size = i <= Sizes.rank(shape) ? shape.dim(-i) : Dim.of(1);
      dims.add(i <= repeats.size() ? size.times(repeats.get(repeats.size() - i)) : size);
    }
    return Shape.of(dims);
  }

  // --- parts

  /** What an operation on one dimension makes of a tensor whose dimension is known. */
  @FunctionalInterface
  private interface OnAxis {
    OpResult of(TensorType input, int axis, Dim size);
  }

  /**
   * @param lost how many dimensions the result has less, where it is not known which
   */
  private static OpResult alongOne(OpCall call, String op, int lost, OnAxis rule) {
    TensorType input = call.tensor("input");
    int rank = Sizes.rank(input.shape());
    Dim dim = call.integer("dim", 0);
    if (rank < 0) {
      return OpResult.of(input);
    }
    if (rank == 0) {
      return OpResult.mismatch(op + "() cannot be applied to a 0-dim tensor");
    }
    OptionalInt axis = Sizes.axis(input.shape(), dim);
    return axis.isEmpty()
        ? Sizes.noAxis(input.shape(), dim, OpResult.of(input.with(Shape.ofRank(rank - lost))))
        : rule.of(input, axis.getAsInt(), input.shape().dim(axis.getAsInt()));
  }

  private static OpResult narrow(OpCall call) {
    return alongOne(
        call,
        "narrow",
        0,
        (input, axis, size) -> {
          Dim start = call.integer("start", 0);
          Dim length = call.integer("length", 0);
          Dim end =
              Sizes.isSurelyAtMost(start, -1) ? start.plus(size).plus(length) : start.plus(length);
          boolean isOutside =
              size.lessThan(end) == Proof.YES || start.plus(size).lessThan(Dim.of(0)) == Proof.YES;
          return isOutside
              ? OpResult.mismatch(
                  "start (%s) + length (%s) exceeds dimension size (%s)"
                      .formatted(start, length, size))
              : OpResult.of(input.with(input.shape().with(axis, length)));
        });
  }

  private static OpResult select(OpCall call) {
    return alongOne(
        call,
        "select",
        1,
        (input, axis, size) -> {
          Dim index = call.integer("index", 0);
          if (size.atMost(index) == Proof.YES
              || index.plus(size).lessThan(Dim.of(0)) == Proof.YES) {
            return OpResult.mismatch(
                "select(): index %s out of range for tensor of size %s at dimension %d"
                    .formatted(index, Sizes.text(input.shape()), axis));
          }
          List<Dim> dims = new ArrayList<>(Sizes.dims(input.shape()));
          dims.remove(axis);
          return OpResult.of(input.with(Shape.of(dims)));
        });
  }

  private static OpResult asStrided(OpCall call) {
    return OpResult.of(
        call.tensor("input").with(call.integers("size").map(Shape::of).orElse(Shape.unknown())));
  }

  // --- several tensors

  private static OpResult broadcastTensors(OpCall call) {
    Optional<List<TensorType>> tensors = call.tensors("tensors");
    if (tensors.isEmpty()) {
      return OpResult.unknown("it is not known how many tensors there are");
    }
    Shape shape = Shape.scalar();
    for (TensorType tensor : tensors.get()) {
      switch (shape.broadcast(tensor.shape())) {
        case Shape.Broadcast.To(Shape met) -> shape = met;
        case Shape.Broadcast.Clash(int axis, Dim left, Dim right) -> {
          return OpResult.mismatch(
              "the size of tensor a (%s) must match the size of tensor b (%s) at non-singleton dimension %d"
                  .formatted(left, right, axis));
        }
      }
    }
    Shape common = shape;
    return OpResult.tuple(tensors.get().stream().map(t -> t.with(common)).toList());
  }

  private static OpResult atLeast(OpCall call, int rank) {
    Optional<List<TensorType>> tensors = call.tensors("tensors");
    if (tensors.isEmpty()) {
      return OpResult.unknown("it is not known how many tensors there are");
    }
    List<TensorType> raised =
        tensors.get().stream().map(t -> t.with(atLeast(t.shape(), rank))).toList();
    return raised.size() == 1 ? OpResult.of(raised.getFirst()) : OpResult.tuple(raised);
  }

  private static Shape atLeast(Shape shape, int rank) {
    if (shape.rank().isEmpty() || Sizes.rank(shape) >= rank) {
      return shape;
    }
    Dim one = Dim.of(1);
    return switch (Sizes.rank(shape)) {
      case 0 -> Shape.of(Collections.nCopies(rank, one));
      case 1 -> rank == 2 ? Shape.of(one, shape.dim(0)) : Shape.of(one, shape.dim(0), one);
      default -> Shape.of(shape.dim(0), shape.dim(1), one);
    };
  }
}
