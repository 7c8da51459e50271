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

/** Images and sequences of another size. */
final class Resampling {

  static final List<Op> OPS =
      List.of(
          new Op(
              Signature.of(
                  "interpolate(input, size=None, scale_factor=None, mode=None, align_corners=None,"
                      + " recompute_scale_factor=None, antialias=False)"),
              Resampling::interpolate),
          new Op(
              Signature.of(
                  "upsample(input, size=None, scale_factor=None, mode=None, align_corners=None)"),
              Resampling::interpolate),
          new Op(
              Signature.of("upsample_nearest(input, size=None, scale_factor=None)"),
              Resampling::interpolate),
          new Op(
              Signature.of("upsample_bilinear(input, size=None, scale_factor=None)"),
              Resampling::interpolate),
          new Op(
              Signature.of(
                  "grid_sample(input, grid, mode=None, padding_mode=None, align_corners=None)"),
              Resampling::gridSample),
          new Op(
              Signature.of("affine_grid(theta, size, align_corners=None)"), Resampling::affineGrid),
          new Op(Signature.of("pad(input, pad, mode=None, value=None)"), Resampling::pad),
          new Op(Signature.of("pixel_shuffle(input, upscale_factor)"), Resampling::pixelShuffle),
          new Op(
              Signature.of("pixel_unshuffle(input, downscale_factor)"), Resampling::pixelUnshuffle),
          new Op(Signature.of("channel_shuffle(input, groups)"), Resampling::channelShuffle));

  private Resampling() {}

  // --- to a size, or by a factor

  private static OpResult interpolate(OpCall call) {
    TensorType input = call.tensor("input");
    String mode = call.has("mode") ? call.text("mode").orElse("?") : "nearest";
    if (call.has("size") == call.has("scale_factor")) {
      return OpResult.mismatch(
          call.has("size")
              ? "only one of size or scale_factor should be defined"
              : "either size or scale_factor should be defined");
    }
    int needed = rankFor(mode);
    Shape shape = needed > 0 ? call.shape("input", Shape.ofRank(needed)) : input.shape();
    if (shape.rank().isEmpty()) {
      call.suppose("input", Shape.ofRank(4));
      return OpResult.of(input);
    }
    int rank = Sizes.rank(shape);
    if (needed > 0 && rank != needed) {
      return OpResult.mismatch(
          "got %dD input, but %s mode needs %dD input".formatted(rank, mode, needed));
    }
    if (rank < 3 || rank > 5) {
      return OpResult.mismatch(
          "input must be 3D, 4D or 5D, but got input of size " + Sizes.text(shape));
    }
    boolean isSmooth = needed > 0;
    if (call.has("align_corners") && !isSmooth && !mode.equals("?")) {
      return OpResult.mismatch(
          "align_corners option can only be set with the interpolating modes: linear | bilinear |"
              + " bicubic | trilinear");
    }
    int axes = rank - 2;
    Argument given =
        call.argument("size")
            .or(() -> call.argument("scale_factor"))
            .orElse(new Argument.Unknown());
    List<Argument> each =
        given instanceof Argument.Many(List<Argument> listed)
            ? listed
            : Collections.nCopies(axes, given);
    if (each.size() != axes) {
      return OpResult.mismatch(
          "input and output must have the same number of spatial dimensions, but got input with spatial dimensions of %s and %s"
              .formatted(Sizes.text(Sizes.last(shape, axes)), given));
    }
    List<Dim> sizes = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      Dim before = shape.dim(2 + i);
      sizes.add(call.has("size") ? OpCall.integer(each.get(i)) : scaled(before, each.get(i)));
    }
    if (!mode.equals("area") && sizes.stream().anyMatch(size -> Sizes.isSurelyAtMost(size, 0))) {
      return OpResult.mismatch(
          "input and output sizes should be greater than 0, but got input of size %s and output sizes %s"
              .formatted(Sizes.text(shape), Sizes.text(sizes)));
    }
    return OpResult.of(input.with(Sizes.followed(Sizes.leading(shape, axes), sizes)));
  }

  /** The rank that a mode works on; zero where there are several. */
  private static int rankFor(String mode) {
    return switch (mode) {
      case "linear" -> 3;
      case "bilinear", "bicubic" -> 4;
      case "trilinear" -> 5;
      default -> 0;
    };
  }

  /** A size times a factor, rounded down. */
  private static Dim scaled(Dim size, Argument factor) {
    return switch (factor) {
      case Argument.Int(Dim by) -> size.times(by);
      case Argument.Real(double by) when Double.isNaN(by) -> Dim.any();
      case Argument.Real(double by) when size.known().isPresent() ->
          Dim.of((long) Math.floor(size.known().getAsLong() * by));
      case Argument.Real(double by) -> scaled(size, by);
      default -> Dim.any();
    };
  }

  /** A factor that is a fraction of a power of two scales without rounding. */
  private static Dim scaled(Dim size, double factor) {
    for (long below = 1; below <= 64; below *= 2) {
      double above = factor * below;
      if (above == Math.rint(above) && Math.abs(above) < 1 << 20) {
        return size.times((long) above).floorDiv(below);
      }
    }
    return Dim.any();
  }

  private static OpResult gridSample(OpCall call) {
    TensorType input = call.tensor("input");
    Shape grid = call.shape("grid");
    if (input.shape().rank().isEmpty() || grid.rank().isEmpty()) {
      return OpResult.of(input.with(Shape.unknown()));
    }
    int rank = Sizes.rank(input.shape());
    if ((rank != 4 && rank != 5) || rank != Sizes.rank(grid)) {
      return OpResult.mismatch(
          "grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but got input with sizes %s and grid with sizes %s"
              .formatted(Sizes.text(input.shape()), Sizes.text(grid)));
    }
    if (Sizes.clash(call, grid.dim(0), input.shape().dim(0))) {
      return OpResult.mismatch(
          "grid_sampler(): expected grid and input to have same batch size, but got input with sizes %s and grid with sizes %s"
              .formatted(Sizes.text(input.shape()), Sizes.text(grid)));
    }
    if (Sizes.clash(call, grid.dim(-1), Dim.of(rank - 2L))) {
      return OpResult.mismatch(
          "grid_sampler(): expected grid to have size %d in last dimension, but got grid with sizes %s"
              .formatted(rank - 2, Sizes.text(grid)));
    }
    List<Dim> places = Sizes.dims(grid).subList(1, rank - 1);
    return OpResult.of(input.with(Sizes.followed(Sizes.leading(input.shape(), rank - 2), places)));
  }

  private static OpResult affineGrid(OpCall call) {
    TensorType theta = call.tensor("theta");
    Optional<List<Dim>> size = call.integers("size");
    if (size.isEmpty()) {
      return OpResult.of(theta.with(Shape.unknown()));
    }
    int rank = size.get().size();
    if (rank != 4 && rank != 5) {
      return OpResult.mismatch(
          "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms,"
              + " respectively, got size "
              + Sizes.text(size.get()));
    }
    Optional<List<Dim>> given = theta.shape().dims();
    List<Dim> needed = List.of(size.get().getFirst(), Dim.of(rank - 2L), Dim.of(rank - 1L));
    if (given.isPresent() && Sizes.clash(call, given.get(), needed)) {
      return OpResult.mismatch(
          "expected a batch of affine matrices of shape %s for size %s, got %s"
              .formatted(Sizes.text(needed), Sizes.text(size.get()), Sizes.text(theta.shape())));
    }
    List<Dim> dims = new ArrayList<>();
    dims.add(size.get().getFirst());
    dims.addAll(size.get().subList(2, rank));
    dims.add(Dim.of(rank - 2L));
    return OpResult.of(theta.with(Shape.of(dims)));
  }

  // --- at the edges

  /** Whether what is put at the edges comes from the tensor itself. */
  private static boolean isFromInside(String mode) {
    return !mode.equals("constant") && !mode.equals("?");
  }

  private static OpResult pad(OpCall call) {
    TensorType input = call.tensor("input");
    Optional<List<Dim>> given = call.integers("pad");
    String mode = call.has("mode") ? call.text("mode").orElse("?") : "constant";
    if (input.shape().rank().isEmpty()) {
      if (given.isPresent() && isFromInside(mode)) {
        // These are all axes but the batch and the channels.
        call.suppose("input", Shape.ofRank(given.get().size() / 2 + 2));
      }
      return OpResult.of(input);
    }
    int rank = Sizes.rank(input.shape());
    if (given.isEmpty()) {
      return OpResult.of(input.with(Shape.ofRank(rank)));
    }
    List<Dim> pads = given.get();
    if (pads.size() % 2 != 0) {
      return OpResult.mismatch(
          "padding length must be divisible by 2, but got " + Sizes.text(pads));
    }
    int axes = pads.size() / 2;
    if (axes > rank) {
      return OpResult.mismatch(
          "length of pad should be no more than twice the number of dimensions of the input, but got %s for input of size %s"
              .formatted(Sizes.text(pads), Sizes.text(input.shape())));
    }
    if (isFromInside(mode) && (axes == 0 || axes > 3 || (rank != axes + 1 && rank != axes + 2))) {
      return OpResult.mismatch(
          "only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now, but got %s for input of size %s"
              .formatted(Sizes.text(pads), Sizes.text(input.shape())));
    }
    Shape output = input.shape();
    for (int i = 0; i < axes; i++) {
      Dim size = input.shape().dim(-1 - i);
      Dim before = pads.get(2 * i);
      Dim after = pads.get(2 * i + 1);
      if ((mode.equals("reflect")
              && (size.atMost(before) == Proof.YES || size.atMost(after) == Proof.YES))
          || (mode.equals("circular")
              && (size.lessThan(before) == Proof.YES || size.lessThan(after) == Proof.YES))) {
        return OpResult.mismatch(
            "padding size should be less than the corresponding input dimension, but got: padding (%s, %s) at dimension %d of input %s"
                .formatted(before, after, rank - 1 - i, Sizes.text(input.shape())));
      }
      Dim padded = size.plus(before).plus(after);
      Dim cut = size.plus(negative(before)).plus(negative(after));
      if (Sizes.isSurelyAtMost(padded, isFromInside(mode) && !mode.equals("circular") ? 0 : -1)
          || (mode.equals("constant") && Sizes.isSurelyAtMost(cut, -1))) {
        return OpResult.mismatch(
            "the input size %s, plus negative padding %s and %s, resulted in a negative output size, which is invalid"
                .formatted(size, before, after));
      }
      output = output.with(-1 - i, padded);
    }
    return OpResult.of(input.with(output));
  }

  /** What is cut off, which is done before anything is added. */
  private static Dim negative(Dim padding) {
    return Sizes.isSurelyAtMost(padding, -1) ? padding : Dim.of(0);
  }

  // --- channels for pixels

  private static OpResult pixelShuffle(OpCall call) {
    Shape input = call.shape("input");
    Dim factor = call.integer("upscale_factor", 1);
    Dim square = factor.times(factor);
    if (input.rank().isEmpty()) {
      return OpResult.of(call.tensor("input"));
    }
    if (Sizes.rank(input) < 3) {
      return OpResult.mismatch(
          "pixel_shuffle expects input to have at least 3 dimensions, but got input with %d dimension(s)"
              .formatted(Sizes.rank(input)));
    }
    Dim channels = input.dim(-3);
    if (Sizes.clash(call, channels, square.times(channels.floorDiv(square)))) {
      return OpResult.mismatch(
          "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=%s is not divisible by %s"
              .formatted(channels, square));
    }
    return OpResult.of(
        call.tensor("input")
            .with(
                input
                    .with(-3, channels.floorDiv(square))
                    .with(-2, input.dim(-2).times(factor))
                    .with(-1, input.dim(-1).times(factor))));
  }

  private static OpResult pixelUnshuffle(OpCall call) {
    Shape input = call.shape("input");
    Dim factor = call.integer("downscale_factor", 1);
    if (input.rank().isEmpty()) {
      return OpResult.of(call.tensor("input"));
    }
    if (Sizes.rank(input) < 3) {
      return OpResult.mismatch(
          "pixel_unshuffle expects input to have at least 3 dimensions, but got input with %d dimension(s)"
              .formatted(Sizes.rank(input)));
    }
    for (int axis = -2; axis < 0; axis++) {
      Dim size = input.dim(axis);
      if (Sizes.clash(call, size, factor.times(size.floorDiv(factor)))) {
        return OpResult.mismatch(
            "pixel_unshuffle expects height and width to be divisible by downscale_factor, but input.size(%d)=%s is not divisible by %s"
                .formatted(axis, size, factor));
      }
    }
    return OpResult.of(
        call.tensor("input")
            .with(
                input
                    .with(-3, input.dim(-3).times(factor).times(factor))
                    .with(-2, input.dim(-2).floorDiv(factor))
                    .with(-1, input.dim(-1).floorDiv(factor))));
  }

  private static OpResult channelShuffle(OpCall call) {
    Shape input = call.shape("input");
    if (input.rank().isPresent() && Sizes.rank(input) < 3) {
      return OpResult.mismatch(
          "channel_shuffle expects input with > 2 dims, but got input with sizes "
              + Sizes.text(input));
    }
    Dim groups = call.integer("groups", 1);
    if (input.dim(1).mod(groups).equalTo(0) == Proof.NO) {
      return OpResult.mismatch(
          "number of channels must be divisible by groups, got %s channels and %s groups"
              .formatted(input.dim(1), groups));
    }
    return OpResult.of(call.tensor("input"));
  }
}
