package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Einstein's summation, in the words of either library. */
final class Einsum {

  static final List<Op> OPS =
      List.of(
          new Op(Signature.of("einsum(equation, *operands)"), Einsum::byLetters),
          new Op(Signature.of("einops_einsum(*tensors_and_pattern)"), Einsum::byNames));

  /** What stands for the dimensions that an equation does not name. */
  private static final String ELLIPSIS = "...";

  /**
   * An equation.
   *
   * @param inputs the labels of each operand
   * @param output empty when it is not written
   */
  private record Equation(List<List<String>> inputs, Optional<List<String>> output) {}

  private Einsum() {}

  private static OpResult byLetters(OpCall call) {
    Optional<String> equation = call.text("equation");
    Optional<List<TensorType>> operands = call.tensors("operands");
    if (equation.isEmpty() || operands.isEmpty()) {
      return OpResult.of(TensorType.unknown());
    }
    String[] sides = equation.get().replace(" ", "").split("->", -1);
    if (sides.length > 2) {
      return OpResult.mismatch("einsum(): the equation has more than one arrow");
    }
    Equation read =
        new Equation(
            Arrays.stream(sides[0].split(",", -1)).map(Einsum::letters).toList(),
            sides.length == 2 ? Optional.of(letters(sides[1])) : Optional.empty());
    return result(call, read, operands.get());
  }

  private static List<String> letters(String term) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < term.length(); i++) {
      if (term.startsWith(ELLIPSIS, i)) {
        labels.add(ELLIPSIS);
        i += 2;
      } else {
        labels.add(term.substring(i, i + 1));
      }
    }
    return labels;
  }

  private static OpResult byNames(OpCall call) {
    Optional<Argument> given = call.argument("tensors_and_pattern");
    if (!(given.orElse(new Argument.Unknown()) instanceof Argument.Many(List<Argument> parts))
        || parts.isEmpty()
        || !(parts.getLast() instanceof Argument.Text(String pattern))) {
      return OpResult.of(TensorType.unknown());
    }
    List<TensorType> operands =
        parts.subList(0, parts.size() - 1).stream()
            .map(p -> p instanceof Argument.Tensor(var value) ? value.type() : TensorType.unknown())
            .toList();
    String[] sides = pattern.split("->", -1);
    if (sides.length != 2) {
      return OpResult.mismatch("einsum pattern must contain '->': " + pattern);
    }
    Equation read =
        new Equation(
            Arrays.stream(sides[0].split(",", -1)).map(Einsum::words).toList(),
            Optional.of(words(sides[1])));
    return result(call, read, operands);
  }

  private static List<String> words(String term) {
    return Arrays.stream(term.strip().split("\\s+", -1)).filter(w -> !w.isEmpty()).toList();
  }

  private static OpResult result(OpCall call, Equation equation, List<TensorType> operands) {
    if (equation.inputs().size() != operands.size()) {
      return OpResult.mismatch(
          "einsum(): the equation names %d operands, but %d are given"
              .formatted(equation.inputs().size(), operands.size()));
    }
    Map<String, Dim> sizes = new LinkedHashMap<>();
    Shape spread = Shape.scalar();
    DType dtype = operands.getFirst().dtype();
    for (int i = 0; i < operands.size(); i++) {
      List<String> labels = equation.inputs().get(i);
      Optional<List<Dim>> dims = operands.get(i).shape().dims();
      if (Sizes.clash(dtype, operands.get(i).dtype())) {
        return OpResult.mismatch(
            "einsum(): expected all operands to have the same dtype, but got %s and %s"
                .formatted(dtype.text(), operands.get(i).dtype().text()));
      }
      dtype = Sizes.common(dtype, operands.get(i).dtype());
      int ellipsis = labels.indexOf(ELLIPSIS);
      int named = ellipsis < 0 ? labels.size() : labels.size() - 1;
      if (dims.isPresent()
          && (dims.get().size() < named || (ellipsis < 0 && dims.get().size() > named))) {
        return OpResult.mismatch(
            "einsum(): the number of subscripts in the equation (%d) does not match the number of dimensions (%d) for operand %d"
                .formatted(named, dims.get().size(), i));
      }
      Optional<OpResult> clash = note(call, labels, dims, i, sizes);
      if (clash.isPresent()) {
        return clash.get();
      }
      if (ellipsis >= 0) {
        Shape rest =
            dims.map(all -> Shape.of(all.subList(ellipsis, ellipsis + all.size() - named)))
                .orElse(Shape.unknown());
        switch (spread.broadcast(rest)) {
          case Shape.Broadcast.To(Shape shape) -> spread = shape;
          case Shape.Broadcast.Clash(int axis, Dim left, Dim right) -> {
            return OpResult.mismatch(
                "einsum(): the dimensions of '...' do not match: size %s and size %s"
                    .formatted(left, right));
          }
        }
      }
    }
    List<String> output = equation.output().orElseGet(() -> implied(equation));
    for (String label : output) {
      if (!label.equals(ELLIPSIS) && !sizes.containsKey(label)) {
        return OpResult.mismatch(
            "einsum(): output subscript %s does not appear in the equation for any input operand"
                .formatted(label));
      }
      if (output.indexOf(label) != output.lastIndexOf(label)) {
        return OpResult.mismatch(
            "einsum(): output subscript %s appears more than once in the output".formatted(label));
      }
    }
    Shape shape = Shape.scalar();
    for (String label : output) {
      Shape before = shape;
      shape =
          label.equals(ELLIPSIS)
              ? spread.dims().map(dims -> Sizes.followed(before, dims)).orElse(Shape.unknown())
              : Sizes.followed(before, List.of(sizes.getOrDefault(label, Dim.any())));
    }
    Dim work = Sizes.product(List.copyOf(sizes.values())).times(spread.numel());
    return OpResult.of(operands.getFirst().with(shape).with(dtype))
        .withFlops(operands.size() < 2 ? Dim.of(0) : work.times(2L * (operands.size() - 1)));
  }

  /** Takes the sizes of one operand for its labels. */
  private static Optional<OpResult> note(
      OpCall call,
      List<String> labels,
      Optional<List<Dim>> dims,
      int operand,
      Map<String, Dim> sizes) {
    int ellipsis = labels.indexOf(ELLIPSIS);
    Map<String, Dim> own = new TreeMap<>();
    for (int at = 0; at < labels.size(); at++) {
      String label = labels.get(at);
      if (at == ellipsis) {
        continue;
      }
      int fromEnd = at - labels.size();
      int place = at;
      Dim size =
          dims.map(
                  all ->
                      ellipsis >= 0 && place > ellipsis
                          ? all.get(all.size() + fromEnd)
                          : all.get(place))
              .orElse(Dim.any());
      Dim before = own.getOrDefault(label, sizes.getOrDefault(label, Dim.any()));
      boolean isRepeated = own.containsKey(label);
      own.put(label, size);
      if (before.isAny()) {
        sizes.put(label, size);
        continue;
      }
      boolean maySpread = !isRepeated && (before.mayBeOne() || size.mayBeOne());
      Proof same = maySpread ? before.equalTo(size) : call.same(size, before);
      if (same == Proof.NO && !maySpread) {
        return Optional.of(
            OpResult.mismatch(
                "einsum(): subscript %s has size %s for operand %d which does not broadcast with previously seen size %s"
                    .formatted(label, size, operand, before)));
      }
      if (maySpread && before.mayBeOne() && !size.isAny()) {
        sizes.put(label, size);
      } else if (!size.isAny()) {
        sizes.put(label, maySpread ? before : Sizes.known(before, size));
      }
    }
    return Optional.empty();
  }

  /** The output that is not written: the dots, and the labels that occur once, in their order. */
  private static List<String> implied(Equation equation) {
    Map<String, Integer> counts = new TreeMap<>();
    equation.inputs().forEach(labels -> labels.forEach(l -> counts.merge(l, 1, Integer::sum)));
    List<String> output = new ArrayList<>();
    if (counts.containsKey(ELLIPSIS)) {
      output.add(ELLIPSIS);
    }
    counts.forEach(
        (label, count) -> {
          if (count == 1 && !label.equals(ELLIPSIS)) {
            output.add(label);
          }
        });
    return output;
  }
}
