package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code x[...]} and {@code x[...] = y}. */
final class Subscript {

  /** A small and a large argument: what both put below zero is below zero for usual ones. */
  private static final List<Dim> USUAL_ARGUMENTS = List.of(Dim.of(2), Dim.of(16));

  static final List<Op> OPS =
      Stream.of(
              Op.all(Subscript::index, "index(input, index)"),
              Op.all(Subscript::setItem, "setitem_(input, index, value)"),
              Op.all(
                  Subscript::setItem,
                  "index_put(input, index|indices, value|values, accumulate=False)"))
          .flatMap(ops -> ops)
          .toList();

  /** What an index selects. */
  private sealed interface Selected {
    record Of(Shape shape, Gathered gathered) implements Selected {}

    record Wrong(String why) implements Selected {}
  }

  /** Whether elements are picked by tensors, as which they are copied. */
  private enum Gathered {
    NO,
    BY_MASK,
    BY_PLACES
  }

  /** A part of the result: dimensions that stay in their place, or those that tensors pick. */
  private sealed interface Part {
    record Kept(Dim dim) implements Part {}

    record Picked(Shape places) implements Part {}
  }

  private final OpCall call;
  private final Shape shape;
  private final List<Part> parts = new ArrayList<>();
  private Gathered gathered = Gathered.NO;
  private int axis;

  private Subscript(OpCall call) {
    this.call = call;
    this.shape = call.shape("input");
  }

  // --- the operations

  private static OpResult index(OpCall call) {
    return switch (new Subscript(call).selected()) {
      case Selected.Of selected -> OpResult.of(call.tensor("input").with(selected.shape()));
      case Selected.Wrong wrong -> OpResult.mismatch(wrong.why());
    };
  }

  private static OpResult setItem(OpCall call) {
    TensorType input = call.tensor("input");
    TensorType value = call.tensor("value");
    switch (new Subscript(call).selected()) {
      case Selected.Wrong wrong -> {
        return OpResult.mismatch(wrong.why());
      }
      case Selected.Of(Shape target, Gathered gathered) -> {
        Shape source = withoutLeadingOnes(value.shape(), target.rank().orElse(0));
        boolean fits =
            switch (target.broadcast(source)) {
              case Shape.Broadcast.Clash clash -> false;
              case Shape.Broadcast.To(Shape to) -> Op.mayHold(target, to);
            };
        if (!fits) {
          return OpResult.mismatch(
              "shape mismatch: a value of shape %s cannot be broadcast to the indexed part, %s"
                  .formatted(value.shape(), target));
        }
        boolean isCopiedAsIs =
            gathered == Gathered.BY_PLACES
                || (gathered == Gathered.BY_MASK && !value.shape().numel().mayBeOne());
        return isCopiedAsIs && Elementwise.areApart(input.dtype(), value.dtype())
            ? OpResult.mismatch(
                "an indexed part takes values of its own dtype, %s, but got %s"
                    .formatted(input.dtype().text(), value.dtype().text()))
            : OpResult.of(input);
      }
    }
  }

  private static Shape withoutLeadingOnes(Shape shape, int rank) {
    List<Dim> dims = shape.dims().orElse(List.of());
    int first = 0;
    while (dims.size() - first > rank && dims.get(first).isKnown(1)) {
      first++;
    }
    return first == 0 ? shape : Shape.of(dims.subList(first, dims.size()));
  }

  // --- what is selected

  private Selected selected() {
    List<Argument> index =
        call.argument("index").orElse(new Argument.Nothing()) instanceof Argument.Many many
            ? many.elements()
            : List.of(call.argument("index").orElse(new Argument.Nothing()));
    if (shape.rank().isEmpty() || index.stream().anyMatch(Subscript::isUnclear)) {
      return new Selected.Of(Shape.unknown(), Gathered.NO);
    }
    int rank = shape.rank().getAsInt();
    int consumed = index.stream().mapToInt(Subscript::consumed).sum();
    if (consumed > rank) {
      return new Selected.Wrong(
          "too many indices for a tensor of dimension %d: %d are given for %s"
              .formatted(rank, consumed, shape));
    }
    boolean isFilled = false;
    for (Argument part : index) {
      if (part instanceof Argument.Ellipsis) {
        // A second one stands for nothing more.
        for (int i = consumed; i < rank && !isFilled; i++) {
          keep(shape.dim(axis));
        }
        isFilled = true;
      } else if (add(part) instanceof Selected.Wrong wrong) {
        return wrong;
      }
    }
    while (axis < rank) {
      keep(shape.dim(axis));
    }
    return joined();
  }

  /** Whether it is not even known how many dimensions it takes and gives. */
  private static boolean isUnclear(Argument part) {
    return switch (part) {
      case Argument.Tensor tensor ->
          tensor.value().type().shape().rank().isEmpty()
              || tensor.value().type().dtype() == DType.UNKNOWN;
      case Argument.Many many -> Creation.shape(many).rank().isEmpty();
      case Argument.Int number -> false;
      case Argument.Flag flag -> false;
      case Argument.Slice slice -> false;
      case Argument.Nothing nothing -> false;
      case Argument.Ellipsis ellipsis -> false;
      default -> true;
    };
  }

  /** How many dimensions of the tensor a part of the index is about. */
  private static int consumed(Argument part) {
    return switch (part) {
      case Argument.Tensor tensor when isMask(tensor.value().type()) ->
          tensor.value().type().shape().rank().orElse(0);
      case Argument.Nothing nothing -> 0;
      case Argument.Ellipsis ellipsis -> 0;
      case Argument.Flag flag -> 0;
      default -> 1;
    };
  }

  private static boolean isMask(TensorType type) {
    return type.dtype() == DType.BOOL || type.dtype() == DType.UINT8;
  }

  private Selected add(Argument part) {
    return switch (part) {
      case Argument.Int number -> select(number.value());
      case Argument.Slice slice -> slice(slice);
      case Argument.Tensor tensor -> pick(tensor.value().type());
      case Argument.Many many -> {
        axis++;
        gathered = Gathered.BY_PLACES;
        yield part(new Part.Picked(Creation.shape(many)));
      }
      case Argument.Flag flag -> part(new Part.Picked(Shape.of(flag.value() ? 1 : 0)));
      default -> part(new Part.Kept(Dim.of(1)));
    };
  }

  private Selected part(Part part) {
    parts.add(part);
    return new Selected.Of(Shape.scalar(), Gathered.NO);
  }

  private Selected keep(Dim dim) {
    axis++;
    return part(new Part.Kept(dim));
  }

  private Selected select(Dim place) {
    Dim size = shape.dim(axis);
    boolean isOutside =
        size.atMost(place) == Proof.YES || place.lessThan(size.negated()) == Proof.YES;
    axis++;
    return isOutside
        ? new Selected.Wrong(
            "index %s is out of bounds for dimension %d with size %s: %s"
                .formatted(place, axis - 1, size, shape))
        : new Selected.Of(Shape.scalar(), Gathered.NO);
  }

  /** Picks by places or by a mask; a single place is as a number. */
  private Selected pick(TensorType index) {
    if (isMask(index)) {
      gathered = gathered == Gathered.BY_PLACES ? gathered : Gathered.BY_MASK;
      int rank = index.shape().rank().orElse(0);
      for (int i = 0; i < rank; i++) {
        if (call.same(index.shape().dim(i), shape.dim(axis)) == Proof.NO) {
          return new Selected.Wrong(
              "the shape of the mask %s at index %d does not match the shape of the indexed tensor"
                      .formatted(index.shape(), i)
                  + " %s at index %d".formatted(shape, axis));
        }
        axis++;
      }
      return part(new Part.Picked(Shape.of(Dim.any())));
    }
    if (index.dtype().kind() == DType.Kind.INTEGER && index.shape().hasRank(0)) {
      axis++;
      return new Selected.Of(Shape.scalar(), Gathered.NO);
    }
    if (index.dtype() != DType.INT64 && index.dtype() != DType.INT32) {
      return new Selected.Wrong(
          "tensors used as indices must be long, int, byte or bool tensors, but got "
              + index.dtype().text());
    }
    axis++;
    gathered = Gathered.BY_PLACES;
    return part(new Part.Picked(index.shape()));
  }

  // --- slices

  private Selected slice(Argument.Slice slice) {
    Dim size = shape.dim(axis);
    Dim step = slice.step() instanceof Argument.Nothing ? Dim.of(1) : OpCall.integer(slice.step());
    if (step.atMost(Dim.of(0)) == Proof.YES) {
      return new Selected.Wrong("the step of a slice must be greater than zero, but is " + step);
    }
    Dim lower = bound(slice.lower(), size, Dim.of(0));
    Dim upper = bound(slice.upper(), size, size);
    Dim length = upper.minus(lower);
    return keep(length.atMost(Dim.of(0)) == Proof.YES ? Dim.of(0) : length.ceilDiv(step));
  }

  /**
   * A bound that is not surely outside of the size is taken to be within: nobody cuts off nothing.
   */
  private static Dim bound(Argument bound, Dim size, Dim otherwise) {
    if (bound instanceof Argument.Nothing) {
      return otherwise;
    }
    Dim place = OpCall.integer(bound);
    return switch (isFromEnd(place)) {
      case YES -> {
        Dim fromEnd = size.plus(place);
        yield fromEnd.atMost(Dim.of(0)) == Proof.YES ? Dim.of(0) : fromEnd;
      }
      case NO -> size.atMost(place) == Proof.YES ? size : place;
      case UNKNOWN -> Dim.any();
    };
  }

  /**
   * What is named has no sign: {@code -(T//2)} counts from the end, and {@code -k*d + d} too; of
   * {@code 8 - d} nobody can tell.
   */
  private static Proof isFromEnd(Dim place) {
    Proof isBelow = place.lessThan(Dim.of(0));
    if (isBelow != Proof.UNKNOWN || place.symbols().isEmpty()) {
      return isBelow == Proof.YES ? Proof.YES : Proof.NO;
    }
    if (place.negated().isSum()) {
      return Proof.YES;
    }
    if (!place.sizes().isEmpty()) {
      return Proof.NO;
    }
    Set<Boolean> answers =
        USUAL_ARGUMENTS.stream()
            .map(usual -> isBelowWith(place, usual))
            .collect(Collectors.toSet());
    return answers.size() == 1 ? Proof.of(answers.contains(true)) : Proof.UNKNOWN;
  }

  private static boolean isBelowWith(Dim place, Dim argument) {
    Map<String, Dim> given = new HashMap<>();
    place.symbols().forEach(symbol -> given.put(symbol, argument));
    return place.with(given).lessThan(Dim.of(0)) == Proof.YES;
  }

  // --- the whole

  /** The dimensions that tensors pick stand in their place if that is one, and else in front. */
  private Selected joined() {
    Shape picked = Shape.scalar();
    int first = -1;
    int last = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.Picked(Shape places)) {
        switch (picked.broadcast(places)) {
          case Shape.Broadcast.To(Shape to) -> picked = to;
          case Shape.Broadcast.Clash clash -> {
            return new Selected.Wrong(
                "shape mismatch: indexing tensors could not be broadcast together with shapes %s and %s"
                    .formatted(picked, places));
          }
        }
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (picked.rank().isEmpty()) {
      return new Selected.Of(Shape.unknown(), gathered);
    }
    List<Dim> dims = new ArrayList<>();
    boolean isInOnePlace =
        first < 0
            || parts.subList(first, last + 1).stream().allMatch(p -> p instanceof Part.Picked);
    int at = isInOnePlace ? first : 0;
    for (int i = 0; i < parts.size(); i++) {
      if (i == at) {
        dims.addAll(picked.dims().orElseThrow());
      }
      if (parts.get(i) instanceof Part.Kept(Dim dim)) {
        dims.add(dim);
      }
    }
    return new Selected.Of(Shape.of(dims), gathered);
  }
}
