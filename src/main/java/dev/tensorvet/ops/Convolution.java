package dev.tensorvet.ops;

import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Convolutions, and the windows that they see. */
final class Convolution {

  private static final String CONV =
      "(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)";
  private static final String TRANSPOSED =
      "(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)";

  static final List<Op> OPS =
      List.of(
          new Op(Signature.of("conv1d" + CONV), call -> conv(call, 1)),
          new Op(Signature.of("conv2d" + CONV), call -> conv(call, 2)),
          new Op(Signature.of("conv3d" + CONV), call -> conv(call, 3)),
          new Op(Signature.of("conv_transpose1d" + TRANSPOSED), call -> transposed(call, 1)),
          new Op(Signature.of("conv_transpose2d" + TRANSPOSED), call -> transposed(call, 2)),
          new Op(Signature.of("conv_transpose3d" + TRANSPOSED), call -> transposed(call, 3)),
          new Op(
              Signature.of("im2col(input, kernel_size, dilation=1, padding=0, stride=1)"),
              Convolution::im2col),
          new Op(
              Signature.of(
                  "fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1)"),
              Convolution::fold),
          new Op(Signature.of("unfold(input, dimension, size, step)"), Convolution::unfold));

  private Convolution() {}

  private static OpResult conv(OpCall call, int axes) {
    Shape weight = call.shape("weight", Shape.ofRank(axes + 2));
    Dim groups = call.integer("groups", 1);
    Shape input = input(call, axes, weight.dim(1).times(groups));
    Optional<OpResult> problem =
        problem(call, axes, "conv" + axes + "d", input, weight, weight.dim(0));
    if (problem.isPresent()) {
      return problem.get();
    }
    Dim channels = input.dim(-axes - 1);
    if (Sizes.clash(call, channels, weight.dim(1).times(groups))) {
      return OpResult.mismatch(
          "given groups=%s, weight of size %s, expected input%s to have %s channels, but got %s channels instead"
              .formatted(
                  groups,
                  Sizes.text(weight),
                  Sizes.text(input),
                  weight.dim(1).times(groups),
                  channels));
    }
    if (weight.dim(0).mod(groups).equalTo(0) == Proof.NO) {
      return OpResult.mismatch(
          "given groups=%s, expected weight to be divisible by %s at dimension 0, but got weight of size %s"
              .formatted(groups, groups, Sizes.text(weight)));
    }
    List<Dim> spatial = Sizes.last(input, axes);
    Optional<String> word = call.text("padding");
    List<Dim> strides = Sizes.each(call, "stride", axes, 1);
    if (word.isPresent()
        && word.get().equals("same")
        && strides.stream().anyMatch(s -> s.equalTo(1) == Proof.NO)) {
      return OpResult.mismatch("padding='same' is not supported for strided convolutions");
    }
    List<Dim> paddings =
        word.isPresent()
            ? Collections.nCopies(axes, Dim.of(0))
            : Sizes.each(call, "padding", axes, 0);
    List<Window> windows =
        Window.each(
            Sizes.last(weight, axes), strides, paddings, Sizes.each(call, "dilation", axes, 1));
    boolean isSame = word.isPresent() && word.get().equals("same");
    for (int i = 0; i < axes && !isSame; i++) {
      if (windows.get(i).padded(spatial.get(i)).lessThan(windows.get(i).span()) == Proof.YES) {
        return tooSmall(windows, spatial);
      }
    }
    List<Dim> places = isSame ? spatial : Window.places(windows, spatial);
    Shape output = output(input, axes, weight.dim(0), places);
    Dim work = output.numel().times(weight.dim(1)).times(Sizes.product(Sizes.last(weight, axes)));
    return OpResult.of(type(call, output)).withFlops(work.times(2));
  }

  private static OpResult transposed(OpCall call, int axes) {
    Shape weight = call.shape("weight", Shape.ofRank(axes + 2));
    Dim groups = call.integer("groups", 1);
    Dim outChannels = weight.dim(1).times(groups);
    Shape input = input(call, axes, weight.dim(0));
    Optional<OpResult> problem =
        problem(call, axes, "conv_transpose" + axes + "d", input, weight, outChannels);
    if (problem.isPresent()) {
      return problem.get();
    }
    Dim channels = input.dim(-axes - 1);
    if (Sizes.clash(call, channels, weight.dim(0))) {
      return OpResult.mismatch(
          "given transposed=1, weight of size %s, expected input%s to have %s channels, but got %s channels instead"
              .formatted(Sizes.text(weight), Sizes.text(input), weight.dim(0), channels));
    }
    if (weight.dim(0).mod(groups).equalTo(0) == Proof.NO) {
      return OpResult.mismatch(
          "given groups=%s, expected weight to be divisible by %s at dimension 0, but got weight of size %s"
              .formatted(groups, groups, Sizes.text(weight)));
    }
    List<Window> windows =
        Window.each(
            Sizes.last(weight, axes),
            Sizes.each(call, "stride", axes, 1),
            Sizes.each(call, "padding", axes, 0),
            Sizes.each(call, "dilation", axes, 1));
    List<Dim> extra = Sizes.each(call, "output_padding", axes, 0);
    List<Dim> spatial = Sizes.last(input, axes);
    List<Dim> sizes = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      Window window = windows.get(i);
      if (window.stride().atMost(extra.get(i)) == Proof.YES
          && window.dilation().atMost(extra.get(i)) == Proof.YES) {
        return OpResult.mismatch(
            "output padding must be smaller than either stride or dilation, but got output_padding %s, stride %s, dilation %s"
                .formatted(extra.get(i), window.stride(), window.dilation()));
      }
      sizes.add(window.covered(spatial.get(i)).plus(extra.get(i)));
    }
    if (sizes.stream().anyMatch(size -> Sizes.isSurelyAtMost(size, -1))) {
      return OpResult.mismatch(
          "given input size per channel: %s, calculated output size per channel: %s: output size is too small"
              .formatted(by(spatial), by(sizes)));
    }
    Shape output = output(input, axes, outChannels, sizes);
    Dim work = input.numel().times(weight.dim(1)).times(Sizes.product(Sizes.last(weight, axes)));
    return OpResult.of(type(call, output)).withFlops(work.times(2));
  }

  /** The input; where nothing is known of it, a batch of what the layer expects. */
  private static Shape input(OpCall call, int axes, Dim channels) {
    return call.shape("input", Shape.ofRank(axes + 2).with(1, channels));
  }

  /** What both directions ask of their arguments. */
  private static Optional<OpResult> problem(
      OpCall call, int axes, String op, Shape input, Shape weight, Dim outChannels) {
    if (!input.hasRank(axes + 2) && !input.hasRank(axes + 1)) {
      return mismatch(
          "expected %dD (unbatched) or %dD (batched) input to %s, but got input of size: %s"
              .formatted(axes + 1, axes + 2, op, Sizes.text(input)));
    }
    if (!weight.hasRank(axes + 2)) {
      return mismatch(
          "expected a %d-dimensional weight for %s, but got weight of size %s"
              .formatted(axes + 2, op, Sizes.text(weight)));
    }
    if (Sizes.clash(call.dtype("input"), call.dtype("weight"))) {
      return mismatch(
          "input type (%s) and weight type (%s) should be the same"
              .formatted(call.dtype("input").text(), call.dtype("weight").text()));
    }
    Shape bias = call.shape("bias");
    if (bias.rank().isPresent()
        && (!bias.hasRank(1) || Sizes.clash(call, bias.dim(0), outChannels))) {
      return mismatch(
          "given weight of size %s, expected bias to be 1-dimensional with %s elements, but got bias of size %s instead"
              .formatted(Sizes.text(weight), outChannels, Sizes.text(bias)));
    }
    if (Sizes.each(call, "stride", axes, 1).stream().anyMatch(s -> Sizes.isSurelyAtMost(s, 0))) {
      return mismatch("non-positive stride is not supported");
    }
    if (Sizes.each(call, "padding", axes, 0).stream().anyMatch(p -> Sizes.isSurelyAtMost(p, -1))) {
      return mismatch("negative padding is not supported");
    }
    return Sizes.wrongNumber(call, axes, "stride", "padding", "dilation", "output_padding");
  }

  private static Optional<OpResult> mismatch(String why) {
    return Optional.of(OpResult.mismatch(why));
  }

  private static OpResult tooSmall(List<Window> windows, List<Dim> spatial) {
    List<Dim> padded = new ArrayList<>();
    for (int i = 0; i < spatial.size(); i++) {
      padded.add(windows.get(i).padded(spatial.get(i)));
    }
    return OpResult.mismatch(
        "calculated padded input size per channel: %s, kernel size: %s: kernel size can't be greater than actual input size"
            .formatted(by(padded), by(windows.stream().map(Window::span).toList())));
  }

  private static String by(List<Dim> sizes) {
    return "(" + String.join(" x ", sizes.stream().map(Dim::toString).toList()) + ")";
  }

  /** The shape of an output: that of the input with other channels and sizes. */
  private static Shape output(Shape input, int axes, Dim channels, List<Dim> sizes) {
    return Sizes.followed(Sizes.leading(input, axes + 1), Sizes.joined(List.of(channels), sizes));
  }

  private static TensorType type(OpCall call, Shape output) {
    TensorType input = call.tensor("input");
    return input.with(output).with(Sizes.common(input.dtype(), call.dtype("weight")));
  }

  private static OpResult im2col(OpCall call) {
    Shape input = call.shape("input", Shape.ofRank(4));
    if (!input.hasRank(3) && !input.hasRank(4)) {
      return OpResult.mismatch(
          "expected 3D or 4D (batch mode) tensor for input, but got %s"
              .formatted(Sizes.text(input)));
    }
    Optional<OpResult> wrongNumber =
        Sizes.wrongNumber(call, 2, "kernel_size", "dilation", "padding", "stride");
    if (wrongNumber.isPresent()) {
      return wrongNumber.get();
    }
    List<Dim> places = Window.places(windows(call), Sizes.last(input, 2));
    if (places.stream().anyMatch(p -> Sizes.isSurelyAtMost(p, 0))) {
      return OpResult.mismatch(
          "given input with spatial size %s, calculated shape of the array of sliding blocks as %s, but its components must be at least one"
              .formatted(Sizes.text(Sizes.last(input, 2)), Sizes.text(places)));
    }
    Dim columns = input.dim(-3).times(Sizes.product(Sizes.each(call, "kernel_size", 2, 1)));
    return OpResult.of(
        call.tensor("input")
            .with(
                Sizes.followed(Sizes.leading(input, 3), List.of(columns, Sizes.product(places)))));
  }

  private static OpResult fold(OpCall call) {
    Shape input = call.shape("input", Shape.ofRank(3));
    if (!input.hasRank(2) && !input.hasRank(3)) {
      return OpResult.mismatch(
          "expected 2D or 3D (batch mode) tensor for input, but got %s"
              .formatted(Sizes.text(input)));
    }
    Optional<OpResult> wrongNumber =
        Sizes.wrongNumber(call, 2, "output_size", "kernel_size", "dilation", "padding", "stride");
    if (wrongNumber.isPresent()) {
      return wrongNumber.get();
    }
    List<Dim> sizes = Sizes.each(call, "output_size", 2, 1);
    Dim kernel = Sizes.product(Sizes.each(call, "kernel_size", 2, 1));
    Dim columns = input.dim(-2);
    if (columns.mod(kernel).equalTo(0) == Proof.NO) {
      return OpResult.mismatch(
          "expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=%s and kernel_size of product %s"
              .formatted(columns, kernel));
    }
    Dim places = Sizes.product(Window.places(windows(call), sizes));
    if (Sizes.clash(call, input.dim(-1), places)) {
      return OpResult.mismatch(
          "given output_size=%s, expected size of input's dimension 2 to match the calculated number of sliding blocks %s, but got input.size(2)=%s"
              .formatted(Sizes.text(sizes), places, input.dim(-1)));
    }
    return OpResult.of(
        call.tensor("input")
            .with(
                Sizes.followed(
                    Sizes.leading(input, 2),
                    Sizes.joined(List.of(columns.floorDiv(kernel)), sizes))));
  }

  private static List<Window> windows(OpCall call) {
    return Window.each(
        Sizes.each(call, "kernel_size", 2, 1),
        Sizes.each(call, "stride", 2, 1),
        Sizes.each(call, "padding", 2, 0),
        Sizes.each(call, "dilation", 2, 1));
  }

  private static OpResult unfold(OpCall call) {
    TensorType input = call.tensor("input");
    if (input.shape().rank().isEmpty()) {
      return OpResult.of(input);
    }
    int rank = Sizes.rank(input.shape());
    Dim dimension = call.integer("dimension", 0);
    Dim size = call.integer("size", 1);
    if (rank == 0) {
      return OpResult.of(input.with(Shape.of(size)));
    }
    if (Sizes.axis(input.shape(), dimension).isEmpty()) {
      return Sizes.noAxis(
          input.shape(), dimension, OpResult.of(input.with(Shape.ofRank(rank + 1))));
    }
    int axis = Sizes.axis(input.shape(), dimension).getAsInt();
    Dim whole = input.shape().dim(axis);
    if (whole.lessThan(size) == Proof.YES) {
      return OpResult.mismatch(
          "maximum size for tensor at dimension %d is %s but size is %s"
              .formatted(axis, whole, size));
    }
    Window window = new Window(size, call.integer("step", 1), Dim.of(0), Dim.of(1));
    return OpResult.of(
        input.with(Sizes.followed(input.shape().with(axis, window.places(whole)), List.of(size))));
  }
}
