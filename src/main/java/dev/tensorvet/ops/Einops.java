package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.ops.EinopsPattern.Axis;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rearrangements of einops. {@code einops_pack} gives the packed tensor alone: the shapes that
 * the library's function gives with it are no tensors.
 */
final class Einops {

  static final List<Op> OPS =
      List.of(
          new Op(
              Signature.of("einops_rearrange(tensor, pattern, **axes)"),
              call -> transformed(call, "rearrange")),
          new Op(
              Signature.of("einops_repeat(tensor, pattern, **axes)"),
              call -> transformed(call, "repeat")),
          new Op(
              Signature.of("einops_reduce(tensor, pattern, reduction, **axes)"),
              call -> transformed(call, "reduce")),
          new Op(Signature.of("einops_pack(tensors, pattern)"), Einops::pack),
          new Op(Signature.of("einops_unpack(tensor, packed_shapes, pattern)"), Einops::unpack));

  private static final Set<String> PARAMETERS = Set.of("tensor", "pattern", "reduction");

  private Einops() {}

  private static OpResult transformed(OpCall call, String function) {
    Optional<String> text = call.text("pattern");
    if (text.isEmpty()) {
      return OpResult.of(call.tensor("tensor").with(Shape.unknown()));
    }
    Optional<TensorType> tensor = tensor(call);
    return switch (EinopsPattern.of(text.get())) {
      case EinopsPattern.Invalid(String why) -> OpResult.mismatch(why);
      case EinopsPattern.Sides(List<Axis> left, List<Axis> right) -> {
        Map<String, Dim> given = given(call);
        Optional<OpResult> problem = problem(function, left, right, given);
        yield problem.isPresent()
            ? problem.get()
            : applied(call, function, left, right, given, tensor);
      }
    };
  }

  /** The tensor; a list of tensors is stacked. Empty when it is a list of unknown tensors. */
  private static Optional<TensorType> tensor(OpCall call) {
    Optional<List<TensorType>> listed = call.tensors("tensor");
    if (listed.isEmpty()) {
      return Optional.of(call.tensor("tensor"));
    }
    return listed
        .filter(all -> !all.isEmpty())
        .map(
            all -> {
              TensorType first = all.getFirst();
              return first.with(
                  first
                      .shape()
                      .dims()
                      .map(dims -> Shape.of(Sizes.joined(List.of(Dim.of(all.size())), dims)))
                      .orElse(Shape.unknown()));
            });
  }

  /** The sizes that are given for axes by name. */
  private static Map<String, Dim> given(OpCall call) {
    Map<String, Dim> sizes = new LinkedHashMap<>();
    call.arguments()
        .forEach(
            (name, value) -> {
              if (!PARAMETERS.contains(name)) {
                sizes.put(name, OpCall.integer(value));
              }
            });
    return sizes;
  }

  /** What is wrong with a pattern, whatever tensor it meets. */
  private static Optional<OpResult> problem(
      String function, List<Axis> left, List<Axis> right, Map<String, Dim> given) {
    Set<String> before = EinopsPattern.names(left);
    Set<String> after = EinopsPattern.names(right);
    boolean hasDots = EinopsPattern.hasDots(left);
    if (EinopsPattern.hasDots(right) && !hasDots) {
      return mismatch("ellipsis found in right side, but not left side of the pattern");
    }
    if (left.stream().anyMatch(axis -> axis.isComposite() && axis.hasDots())) {
      return mismatch("ellipsis inside parenthesis in the left side is not allowed");
    }
    boolean hasSizes = EinopsPattern.hasNumbers(left) || EinopsPattern.hasNumbers(right);
    switch (function) {
      case "rearrange" -> {
        if (hasSizes) {
          return mismatch(
              "non-unitary anonymous axes are not supported in rearrange (exception is length 1)");
        }
        Set<String> oneSided = difference(before, after);
        oneSided.addAll(difference(after, before));
        if (!oneSided.isEmpty()) {
          return mismatch(
              "identifiers only on one side of expression (should be on both): " + oneSided);
        }
        if (hasDots && !EinopsPattern.hasDots(right)) {
          return mismatch("identifiers only on one side of expression (should be on both): [...]");
        }
      }
      case "repeat" -> {
        Set<String> gone = difference(before, after);
        if (!gone.isEmpty() || EinopsPattern.hasNumbers(left)) {
          return mismatch("unexpected identifiers on the left side of repeat: " + gone);
        }
        if (hasDots && !EinopsPattern.hasDots(right)) {
          return mismatch("unexpected identifiers on the left side of repeat: [...]");
        }
        Set<String> fresh = difference(difference(after, before), given.keySet());
        if (!fresh.isEmpty()) {
          return mismatch("specify sizes for new axes in repeat: " + fresh);
        }
      }
      default -> {
        Set<String> fresh = difference(after, before);
        if (!fresh.isEmpty() || EinopsPattern.hasNumbers(right)) {
          return mismatch("unexpected identifiers on the right side of reduce: " + fresh);
        }
      }
    }
    Set<String> unused = difference(difference(given.keySet(), before), after);
    return unused.isEmpty()
        ? Optional.empty()
        : mismatch("axis %s is not used in transform".formatted(unused.iterator().next()));
  }

  private static Set<String> difference(Set<String> from, Set<String> without) {
    Set<String> rest = new LinkedHashSet<>(from);
    rest.removeAll(without);
    return rest;
  }

  private static Optional<OpResult> mismatch(String why) {
    return Optional.of(OpResult.mismatch(why));
  }

  private static OpResult applied(
      OpCall call,
      String function,
      List<Axis> left,
      List<Axis> right,
      Map<String, Dim> given,
      Optional<TensorType> tensor) {
    TensorType input = tensor.orElse(TensorType.unknown());
    boolean hasDots = EinopsPattern.hasDots(left);
    Shape shape =
        input.shape().rank().isEmpty()
                && tensor.isPresent()
                && !hasDots
                && call.tensors("tensor").isEmpty()
            ? call.shape("tensor", Shape.of(left.stream().map(axis -> axis.size(given)).toList()))
            : input.shape();
    int named = hasDots ? left.size() - 1 : left.size();
    int rank = Sizes.rank(shape);
    if (rank >= 0 && (hasDots ? rank < named : rank != named)) {
      return OpResult.mismatch(
          "wrong shape: expected %s%d dims, received %d-dim tensor of size %s"
              .formatted(hasDots ? ">=" : "", named, rank, Sizes.text(shape)));
    }
    Map<String, Dim> sizes = new LinkedHashMap<>(given);
    Optional<List<Dim>> dotted = hasDots ? Optional.empty() : Optional.of(List.of());
    int at = 0;
    for (Axis axis : left) {
      if (axis.hasDots()) {
        if (rank >= 0) {
          dotted = Optional.of(Sizes.dims(shape).subList(at, at + rank - named));
          at += rank - named;
        }
        continue;
      }
      // Behind the dots of a tensor of unknown rank no place is known.
      Dim whole = rank < 0 ? Dim.any() : shape.dim(at);
      at++;
      Optional<OpResult> clash = resolve(call, axis, whole, sizes);
      if (clash.isPresent()) {
        return clash.get();
      }
    }
    boolean isReduced =
        !EinopsPattern.names(right).containsAll(EinopsPattern.names(left))
            || EinopsPattern.hasNumbers(left)
            || (!EinopsPattern.hasDots(right) && !dotted.equals(Optional.of(List.of())));
    DType dtype =
        function.equals("reduce") && isReduced ? reduced(call, input.dtype()) : input.dtype();
    if (dtype == DType.UNKNOWN && input.dtype() != DType.UNKNOWN) {
      return OpResult.mismatch(
          "reduce_mean is not available for non-floating tensors, but got " + input.dtype().text());
    }
    Shape output = Shape.scalar();
    for (Axis axis : right) {
      Shape before = output;
      Optional<List<Dim>> dots = dotted;
      if (axis.hasDots() && !axis.isComposite()) {
        output = dots.map(dims -> Sizes.followed(before, dims)).orElse(Shape.unknown());
      } else {
        Dim size = axis.size(sizes);
        Dim rest = dots.map(Sizes::product).orElse(Dim.any());
        output = Sizes.followed(before, List.of(axis.hasDots() ? size.times(rest) : size));
      }
    }
    return OpResult.of(input.with(output).with(dtype));
  }

  /** Finds the sizes of the names of one axis; one of them may be left open. */
  private static Optional<OpResult> resolve(
      OpCall call, Axis axis, Dim whole, Map<String, Dim> sizes) {
    Dim known = Dim.of(axis.number());
    List<String> open = new ArrayList<>();
    for (String name : axis.names()) {
      if (sizes.containsKey(name)) {
        known = known.times(sizes.getOrDefault(name, Dim.any()));
      } else {
        open.add(name);
      }
    }
    if (open.size() > 1) {
      return mismatch("could not infer sizes for " + open);
    }
    if (open.isEmpty()) {
      return Sizes.clash(call, whole, known)
          ? mismatch("shape mismatch, %s != %s".formatted(whole, known))
          : Optional.empty();
    }
    Dim rest = whole.floorDiv(known);
    sizes.put(open.getFirst(), rest);
    return Sizes.clash(call, whole, known.times(rest))
        ? mismatch(
            "shape mismatch, can't divide axis of length %s in chunks of %s"
                .formatted(whole, known))
        : Optional.empty();
  }

  /** The type after a reduction; unknown where there is none. */
  private static DType reduced(OpCall call, DType type) {
    return switch (call.text("reduction").orElse("")) {
      case "mean" -> Sizes.isWhole(type) ? DType.UNKNOWN : type;
      case "sum", "prod" -> Sizes.isWhole(type) ? DType.INT64 : type;
      case "any", "all" -> type == DType.UINT8 ? DType.UINT8 : DType.BOOL;
      default -> type;
    };
  }

  // --- several tensors in one

  /** The pattern of a pack: how many axes there are before and after the star. */
  private record Packing(int before, int after) {

    static Optional<Packing> of(String pattern) {
      List<String> axes = List.of(pattern.strip().split("\\s+", -1));
      int star = axes.indexOf("*");
      boolean isValid =
          star >= 0
              && axes.stream().distinct().count() == axes.size()
              && axes.stream().allMatch(a -> a.equals("*") || EinopsPattern.isName(a));
      return isValid ? Optional.of(new Packing(star, axes.size() - star - 1)) : Optional.empty();
    }

    int fixed() {
      return before + after;
    }
  }

  private static OpResult pack(OpCall call) {
    Optional<List<TensorType>> tensors = call.tensors("tensors");
    Optional<String> pattern = call.text("pattern");
    if (tensors.isEmpty() || pattern.isEmpty()) {
      return OpResult.of(TensorType.unknown());
    }
    Optional<Packing> read = Packing.of(pattern.get());
    if (read.isEmpty()) {
      return OpResult.mismatch("invalid pattern in pack: " + pattern.get());
    }
    if (tensors.get().isEmpty()) {
      return OpResult.mismatch("need at least one tensor to pack");
    }
    Packing packing = read.get();
    List<Dim> fixed = new ArrayList<>(Collections.nCopies(packing.fixed(), Dim.any()));
    Dim packed = Dim.of(0);
    DType dtype = tensors.get().getFirst().dtype();
    for (int i = 0; i < tensors.get().size(); i++) {
      TensorType tensor = tensors.get().get(i);
      int rank = Sizes.rank(tensor.shape());
      dtype = dtype.promote(tensor.dtype());
      if (rank < 0) {
        packed = Dim.any();
        continue;
      }
      if (rank < packing.fixed()) {
        return OpResult.mismatch(
            "packed tensor #%d (enumeration starts with 0) has size %s, while pattern %s assumes at least %d axes"
                .formatted(i, Sizes.text(tensor.shape()), pattern.get(), packing.fixed()));
      }
      List<Dim> dims = Sizes.dims(tensor.shape());
      packed = packed.plus(Sizes.product(dims.subList(packing.before(), rank - packing.after())));
      for (int at = 0; at < packing.fixed(); at++) {
        Dim size = at < packing.before() ? dims.get(at) : dims.get(at - packing.fixed() + rank);
        if (Sizes.clash(call, size, fixed.get(at))) {
          return OpResult.mismatch(
              "sizes of tensors must match except along the packed axis, expected size %s but got size %s for tensor number %d in the list"
                  .formatted(fixed.get(at), size, i));
        }
        fixed.set(at, Sizes.known(fixed.get(at), size));
      }
    }
    fixed.add(packing.before(), packed);
    return OpResult.of(tensors.get().getFirst().with(Shape.of(fixed)).with(dtype));
  }

  private static OpResult unpack(OpCall call) {
    Optional<String> pattern = call.text("pattern");
    Argument shapes = call.argument("packed_shapes").orElse(new Argument.Unknown());
    if (pattern.isEmpty() || !(shapes instanceof Argument.Many(List<Argument> given))) {
      return OpResult.unknown("it is not known how many tensors are unpacked");
    }
    Optional<Packing> read = Packing.of(pattern.get());
    if (read.isEmpty()) {
      return OpResult.mismatch("invalid pattern in unpack: " + pattern.get());
    }
    TensorType tensor = call.tensor("tensor");
    Packing packing = read.get();
    int rank = Sizes.rank(tensor.shape());
    if (rank < 0) {
      return OpResult.tuple(Collections.nCopies(given.size(), tensor)).withForm(OpResult.Form.LIST);
    }
    if (rank != packing.fixed() + 1) {
      return OpResult.mismatch(
          "unpack(..., %s) received input of wrong dim with size %s"
              .formatted(pattern.get(), Sizes.text(tensor.shape())));
    }
    List<Optional<List<Dim>>> parts =
        given.stream()
            .map(
                shape ->
                    shape instanceof Argument.Many(List<Argument> sizes)
                        ? Optional.of(sizes.stream().map(OpCall::integer).toList())
                        : Optional.<List<Dim>>empty())
            .toList();
    Dim whole = tensor.shape().dim(packing.before());
    Dim sum = Dim.of(0);
    int open = 0;
    for (Optional<List<Dim>> part : parts) {
      boolean isOpen = part.isPresent() && part.get().stream().anyMatch(d -> d.isKnown(-1));
      open += isOpen ? 1 : 0;
      sum = sum.plus(isOpen ? Dim.of(0) : part.map(Sizes::product).orElse(Dim.any()));
    }
    if (open > 1 || (open == 0 && Sizes.clash(call, whole, sum))) {
      return OpResult.mismatch(
          "unpack could not fit the axis of size %s into the shapes %s".formatted(whole, shapes));
    }
    Dim rest = whole.minus(sum);
    for (Optional<List<Dim>> part : parts) {
      if (part.isPresent() && part.get().stream().anyMatch(d -> d.isKnown(-1))) {
        Dim others = closed(part.get());
        if (Sizes.clash(call, rest, others.times(rest.floorDiv(others)))) {
          return OpResult.mismatch(
              "could not split axis of size %s into requested %s".formatted(whole, shapes));
        }
      }
    }
    List<TensorType> results = new ArrayList<>();
    for (Optional<List<Dim>> part : parts) {
      results.add(tensor.with(unpacked(tensor.shape(), packing, part, rest)));
    }
    return OpResult.tuple(results).withForm(OpResult.Form.LIST);
  }

  private static Shape unpacked(Shape shape, Packing packing, Optional<List<Dim>> part, Dim rest) {
    if (part.isEmpty()) {
      return Shape.unknown();
    }
    Dim others = closed(part.get());
    List<Dim> dims = new ArrayList<>(Sizes.dims(shape));
    dims.remove(packing.before());
    dims.addAll(
        packing.before(),
        part.get().stream().map(d -> d.isKnown(-1) ? rest.floorDiv(others) : d).toList());
    return Shape.of(dims);
  }

  /** The product of the sizes that are not left open. */
  private static Dim closed(List<Dim> part) {
    return Sizes.product(part.stream().filter(d -> !d.isKnown(-1)).toList());
  }
}
