package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Poolings: over windows, and to a size. */
final class Pooling {

  private static final String MAX =
      "(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)";
  private static final String AVERAGE =
      "(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None)";
  private static final String POWER =
      "(input, norm_type, kernel_size, stride=None, ceil_mode=False)";
  private static final String UNPOOL =
      "(input, indices, kernel_size, stride=None, padding=0, output_size=None)";

  static final List<Op> OPS =
      IntStream.rangeClosed(1, 3).mapToObj(Pooling::ofAxes).flatMap(List::stream).toList();

  private Pooling() {}

  private static List<Op> ofAxes(int axes) {
    return Stream.of(
            new Op(Signature.of("max_pool" + axes + "d" + MAX), call -> max(call, axes)),
            new Op(Signature.of("avg_pool" + axes + "d" + AVERAGE), call -> averages(call, axes)),
            new Op(Signature.of("lp_pool" + axes + "d" + POWER), call -> averages(call, axes)),
            new Op(Signature.of("max_unpool" + axes + "d" + UNPOOL), call -> unpool(call, axes)),
            new Op(
                Signature.of("adaptive_avg_pool" + axes + "d(input, output_size)"),
                call -> adaptiveAverage(call, axes)),
            new Op(
                Signature.of(
                    "adaptive_max_pool" + axes + "d(input, output_size, return_indices=False)"),
                call -> withIndices(call, adaptive(call, axes))))
        .toList();
  }

  private static OpResult max(OpCall call, int axes) {
    return withIndices(call, windows(call, axes));
  }

  /** With the places of the largest elements where they are asked for. */
  private static OpResult withIndices(OpCall call, OpResult result) {
    if (!(result instanceof OpResult.Inferred inferred)) {
      return result;
    }
    TensorType values = inferred.types().getFirst();
    return switch (call.flag("return_indices", false)) {
      case NO -> inferred;
      case YES -> OpResult.tuple(List.of(values, Sizes.indices(values)));
      case UNKNOWN -> OpResult.unknown("it is not known whether indices are returned");
    };
  }

  /** As other windows, but that in three dimensions none may be larger than the input. */
  private static OpResult averages(OpCall call, int axes) {
    Shape input = call.shape("input");
    List<Dim> kernels = Sizes.each(call, "kernel_size", axes, 1);
    for (int i = 1; i <= 3 && axes == 3 && Sizes.rank(input) > 3; i++) {
      if (input.dim(-i).lessThan(kernels.get(3 - i)) == Proof.YES) {
        return OpResult.mismatch(
            "input image %s smaller than kernel size %s"
                .formatted(Sizes.text(Sizes.last(input, 3)), Sizes.text(kernels)));
      }
    }
    return windows(call, axes);
  }

  private static OpResult windows(OpCall call, int axes) {
    Shape input = call.shape("input", Shape.ofRank(axes + 2));
    Optional<OpResult> problem = problem(call, axes, input);
    if (problem.isPresent()) {
      return problem.get();
    }
    List<Dim> spatial = Sizes.last(input, axes);
    List<Window> windows = windowsOf(call, axes);
    for (Window window : windows) {
      if (window.span().lessThan(window.padding().times(2)) == Proof.YES) {
        return OpResult.mismatch(
            "pad should be at most half of effective kernel size, but got pad=%s, kernel_size=%s and dilation=%s"
                .formatted(window.padding(), window.kernel(), window.dilation()));
      }
      if (Sizes.isSurelyAtMost(window.stride(), 0) || Sizes.isSurelyAtMost(window.kernel(), 0)) {
        return OpResult.mismatch(
            "kernel size and stride should be greater than zero, but got kernel_size=%s and stride=%s"
                .formatted(window.kernel(), window.stride()));
      }
    }
    List<Dim> places = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      Dim down = windows.get(i).places(spatial.get(i));
      Dim up = windows.get(i).placesRoundedUp(spatial.get(i));
      places.add(
          switch (call.flag("ceil_mode", false)) {
            case NO -> down;
            case YES -> up;
            case UNKNOWN -> down.equals(up) ? down : Dim.any();
          });
    }
    if (places.stream().anyMatch(p -> Sizes.isSurelyAtMost(p, 0))) {
      return OpResult.mismatch(
          "given input size: %s, calculated output size: %s: output size is too small"
              .formatted(by(input.dim(-axes - 1), spatial), by(input.dim(-axes - 1), places)));
    }
    return OpResult.of(
        call.tensor("input").with(Sizes.followed(Sizes.leading(input, axes), places)));
  }

  private static List<Window> windowsOf(OpCall call, int axes) {
    List<Dim> kernels = Sizes.each(call, "kernel_size", axes, 1);
    boolean isStrideLeftOut =
        call.integers("stride").map(List::isEmpty).orElse(!call.has("stride"));
    return Window.each(
        kernels,
        isStrideLeftOut ? kernels : Sizes.each(call, "stride", axes, 1),
        Sizes.each(call, "padding", axes, 0),
        Sizes.each(call, "dilation", axes, 1));
  }

  private static Optional<OpResult> problem(OpCall call, int axes, Shape input) {
    if (!input.hasRank(axes + 2) && !input.hasRank(axes + 1)) {
      return Optional.of(
          OpResult.mismatch(
              "expected %dD or %dD (batch mode) input for pooling, but got input of size %s"
                  .formatted(axes + 1, axes + 2, Sizes.text(input))));
    }
    return Sizes.wrongNumber(
        call, axes, "kernel_size", "stride", "padding", "dilation", "output_size");
  }

  /** To the size one it is a mean, which takes any number of dimensions before. */
  private static OpResult adaptiveAverage(OpCall call, int axes) {
    Shape input = call.shape("input");
    boolean isMean =
        axes > 1
            && Sizes.rank(input) >= axes
            && outputSizes(call, axes).size() == axes
            && outputSizes(call, axes).stream().allMatch(s -> OpCall.integer(s).isKnown(1));
    return isMean
        ? OpResult.of(
            call.tensor("input")
                .with(
                    Sizes.followed(
                        Sizes.leading(input, axes), Collections.nCopies(axes, Dim.of(1)))))
        : adaptive(call, axes);
  }

  private static OpResult adaptive(OpCall call, int axes) {
    Shape input = call.shape("input", Shape.ofRank(axes + 2));
    if (!input.hasRank(axes + 2) && !input.hasRank(axes + 1)) {
      return problem(call, axes, input).orElseThrow();
    }
    List<Argument> sizes = outputSizes(call, axes);
    if (sizes.size() != axes) {
      return OpResult.mismatch(
          "output_size must be one integer or %d, but got %s".formatted(axes, sizes));
    }
    List<Dim> spatial = Sizes.last(input, axes);
    List<Dim> output = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      output.add(
          sizes.get(i) instanceof Argument.Nothing ? spatial.get(i) : OpCall.integer(sizes.get(i)));
    }
    return OpResult.of(
        call.tensor("input").with(Sizes.followed(Sizes.leading(input, axes), output)));
  }

  /** One for each axis; {@code None} keeps a size. */
  private static List<Argument> outputSizes(OpCall call, int axes) {
    Argument given = call.arguments().getOrDefault("output_size", new Argument.Unknown());
    if (given instanceof Argument.Many many) {
      return many.elements().size() == 1
          ? Collections.nCopies(axes, many.elements().getFirst())
          : many.elements();
    }
    return Collections.nCopies(axes, given);
  }

  private static OpResult unpool(OpCall call, int axes) {
    Shape input = call.shape("input", Shape.ofRank(axes + 2));
    if (!input.hasRank(axes + 2) && !input.hasRank(axes + 1)) {
      return problem(call, axes, input).orElseThrow();
    }
    Optional<List<Dim>> indices = call.shape("indices").dims();
    if (indices.isPresent() && Sizes.clash(call, indices.get(), Sizes.dims(input))) {
      return OpResult.mismatch(
          "expected shape of indices to be same as that of the input tensor (%s) but got indices tensor with shape: %s"
              .formatted(Sizes.text(input), Sizes.text(indices.get())));
    }
    List<Dim> spatial = Sizes.last(input, axes);
    List<Window> windows = windowsOf(call, axes);
    List<Dim> output = new ArrayList<>();
    if (call.has("output_size")) {
      Optional<List<Dim>> sizes = call.integers("output_size");
      int given = sizes.map(List::size).orElse(0);
      output.addAll(
          given < axes
              ? Collections.nCopies(axes, Dim.any())
              : sizes.get().subList(given - axes, given));
    } else {
      for (int i = 0; i < axes; i++) {
        output.add(windows.get(i).covered(spatial.get(i)));
      }
    }
    return OpResult.of(
        call.tensor("input").with(Sizes.followed(Sizes.leading(input, axes), output)));
  }

  private static String by(Dim channels, List<Dim> sizes) {
    return "("
        + String.join(
            "x", Sizes.joined(List.of(channels), sizes).stream().map(Dim::toString).toList())
        + ")";
  }
}
