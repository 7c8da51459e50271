package dev.tensorvet.ops;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Fourier transforms. */
final class Spectral {

  private static final String ALONG_ONE = "(input, n=None, dim=-1, norm=None, *, out=None)";
  private static final String ALONG_MANY = "(input, s=None, dim=None, norm=None, *, out=None)";

  static final List<Op> OPS =
      Stream.of(
              Op.all(
                  call -> one(call, Kind.COMPLEX), "fft_fft" + ALONG_ONE, "fft_ifft" + ALONG_ONE),
              Op.all(
                  call -> one(call, Kind.HALVED), "fft_rfft" + ALONG_ONE, "fft_ihfft" + ALONG_ONE),
              Op.all(call -> one(call, Kind.REAL), "fft_irfft" + ALONG_ONE, "fft_hfft" + ALONG_ONE),
              Op.all(
                  call -> many(call, Kind.COMPLEX, true),
                  "fft_fft2" + ALONG_MANY,
                  "fft_ifft2" + ALONG_MANY),
              Op.all(call -> many(call, Kind.HALVED, true), "fft_rfft2" + ALONG_MANY),
              Op.all(call -> many(call, Kind.REAL, true), "fft_irfft2" + ALONG_MANY),
              Op.all(
                  call -> many(call, Kind.COMPLEX, false),
                  "fft_fftn" + ALONG_MANY,
                  "fft_ifftn" + ALONG_MANY),
              Op.all(call -> many(call, Kind.HALVED, false), "fft_rfftn" + ALONG_MANY),
              Op.all(call -> many(call, Kind.REAL, false), "fft_irfftn" + ALONG_MANY),
              Op.all(
                  Spectral::shifted,
                  "fft_fftshift(input, dim=None)",
                  "fft_ifftshift(input, dim=None)"),
              Op.all(
                  call -> frequencies(call, call.integer("n", 0)),
                  "fft_fftfreq(n, d=1.0, *, out=None, dtype=None, layout=None, device=None,"
                      + " requires_grad=False)"),
              Op.all(
                  call -> frequencies(call, call.integer("n", 0).floorDiv(2).plus(1)),
                  "fft_rfftfreq(n, d=1.0, *, out=None, dtype=None, layout=None, device=None,"
                      + " requires_grad=False)"),
              Op.all(
                  Spectral::stft,
                  "stft(input, n_fft, hop_length=None, win_length=None, window=None, center=True,"
                      + " pad_mode=None, normalized=False, onesided=None, return_complex=None,"
                      + " align_to_window=None)"),
              Op.all(
                  Spectral::istft,
                  "istft(input, n_fft, hop_length=None, win_length=None, window=None, center=True,"
                      + " normalized=False, onesided=None, length=None, return_complex=False)"))
          .flatMap(ops -> ops)
          .toList();

  private Spectral() {}

  /** What a transform makes of what. */
  private enum Kind {
    /** Complex numbers of complex or real ones. */
    COMPLEX,
    /** Complex numbers of real ones: half of them, since the others follow. */
    HALVED,
    /** Real numbers of such a half. */
    REAL
  }

  // --- along dimensions

  private static OpResult one(OpCall call, Kind kind) {
    return transformed(
        call,
        kind,
        List.of(call.integer("dim", -1)),
        call.has("n") ? Optional.of(List.of(call.integer("n", 0))) : Optional.empty());
  }

  private static OpResult many(OpCall call, Kind kind, boolean isOfTwo) {
    Optional<List<Dim>> sizes = call.has("s") ? call.integers("s") : Optional.empty();
    Shape shape = call.shape("input");
    if (call.has("dim")) {
      return transformed(call, kind, call.integers("dim").orElse(List.of(Dim.any())), sizes);
    }
    int count = isOfTwo ? 2 : sizes.map(List::size).orElseGet(() -> shape.rank().orElse(0));
    if (!isOfTwo && (shape.rank().isEmpty() || (call.has("s") && sizes.isEmpty()))) {
      return OpResult.of(
          call.tensor("input").with(Shape.unknown()).with(type(kind, call.dtype("input"))));
    }
    return transformed(
        call, kind, LongStream.rangeClosed(-count, -1).mapToObj(Dim::of).toList(), sizes);
  }

  /**
   * @param sizes those to which the dimensions are cut or filled; empty where they stay
   */
  private static OpResult transformed(
      OpCall call, Kind kind, List<Dim> dims, Optional<List<Dim>> sizes) {
    TensorType input = call.tensor("input");
    Optional<OpResult> refused = refused(kind, input.dtype());
    if (refused.isPresent()) {
      return refused.get();
    }
    TensorType result = input.with(type(kind, input.dtype()));
    if (input.shape().hasRank(0)) {
      return OpResult.mismatch("a Fourier transform takes a tensor of at least one dimension");
    }
    return switch (Axis.of(input.shape(), dims)) {
      case Axis.Outside outside -> OpResult.mismatch(outside.why());
      case Axis.Somewhere somewhere ->
          OpResult.of(result.with(Axis.reducedSomewhere(input.shape(), 0, true)));
      case Axis.At at -> {
        Shape shape = input.shape();
        int last = at.axes().size() - 1;
        for (int i = 0; i <= last; i++) {
          int place = i;
          int axis = at.axes().get(i);
          Optional<Dim> size =
              sizes
                  .filter(s -> s.size() > place)
                  .map(s -> s.get(place))
                  .filter(s -> !s.isKnown(-1));
          Dim given = shape.dim(axis);
          shape = shape.with(axis, i < last ? size.orElse(given) : last(kind, given, size));
        }
        yield OpResult.of(result.with(shape));
      }
    };
  }

  private static Dim last(Kind kind, Dim given, Optional<Dim> size) {
    return switch (kind) {
      case COMPLEX -> size.orElse(given);
      case HALVED -> size.orElse(given).floorDiv(2).plus(1);
      case REAL -> size.orElseGet(() -> given.minus(1).times(2));
    };
  }

  private static Optional<OpResult> refused(Kind kind, DType type) {
    if (kind == Kind.HALVED && type.kind() == DType.Kind.COMPLEX) {
      return Optional.of(
          OpResult.mismatch("rfft expects a real input tensor, but got " + type.text()));
    }
    return type == DType.BFLOAT16
        ? Optional.of(Elementwise.refused("a Fourier transform", type))
        : Optional.empty();
  }

  private static DType type(Kind kind, DType input) {
    DType parts = Elementwise.floating(Elementwise.real(input));
    return kind == Kind.REAL ? parts : Operand.complex(parts);
  }

  private static OpResult shifted(OpCall call) {
    return call.has("dim")
            && Axis.of(call.shape("input"), call.integers("dim").orElse(List.of()))
                instanceof Axis.Outside outside
        ? OpResult.mismatch(outside.why())
        : OpResult.of(call.tensor("input"));
  }

  private static OpResult frequencies(OpCall call, Dim count) {
    return OpResult.of(TensorType.of(Shape.of(count), call.type("dtype").orElse(DType.FLOAT32)));
  }

  // --- of short pieces

  private static OpResult stft(OpCall call) {
    TensorType input = call.tensor("input");
    Shape shape = input.shape();
    boolean isComplex = input.dtype().kind() == DType.Kind.COMPLEX;
    if (shape.rank().orElse(1) != 1 && !shape.hasRank(2)) {
      return OpResult.mismatch("stft takes a tensor of 1 or 2 dimensions, but got " + shape);
    }
    if (!call.has("return_complex") && input.dtype().isFloating()) {
      return OpResult.mismatch("stft requires the return_complex parameter for real inputs");
    }
    Dim size = call.integer("n_fft", 0);
    Dim hop = call.has("hop_length") ? call.integer("hop_length", 0) : size.floorDiv(4);
    Dim window = call.has("win_length") ? call.integer("win_length", 0) : size;
    if (call.has("window")
        && call.shape("window").rank().orElse(1) == 1
        && call.same(call.shape("window").dim(0), window) == Proof.NO) {
      return OpResult.mismatch(
          "the window of stft must be of length win_length, %s, but is %s"
              .formatted(window, call.shape("window")));
    }
    Dim padded =
        switch (call.flag("center", true)) {
          case YES -> shape.dim(-1).plus(size.floorDiv(2).times(2));
          case NO -> shape.dim(-1);
          case UNKNOWN -> Dim.any();
        };
    Dim frames = padded.minus(size).floorDiv(hop).plus(1);
    if (frames.lessThan(Dim.of(1)) == Proof.YES) {
      return OpResult.mismatch("n_fft %s is larger than the signal, %s".formatted(size, shape));
    }
    Proof isHalf = call.flag("onesided", !isComplex);
    Dim bins =
        switch (isHalf) {
          case YES -> size.floorDiv(2).plus(1);
          case NO -> size;
          case UNKNOWN -> Dim.any();
        };
    DType parts = Elementwise.real(input.dtype());
    if (shape.rank().isEmpty()) {
      return OpResult.of(input.with(Shape.unknown()).with(DType.UNKNOWN));
    }
    Shape spectra = Axis.appended(Axis.appended(Axis.withoutLast(shape, 1), bins), frames);
    return switch (call.flag("return_complex", isComplex)) {
      case YES -> OpResult.of(input.with(spectra).with(Operand.complex(parts)));
      case NO -> OpResult.of(input.with(Axis.appended(spectra, Dim.of(2))).with(parts));
      case UNKNOWN -> OpResult.of(input.with(Shape.unknown()).with(DType.UNKNOWN));
    };
  }

  private static OpResult istft(OpCall call) {
    TensorType input = call.tensor("input");
    Shape shape = input.shape();
    DType type = input.dtype();
    if (type.kind() != DType.Kind.COMPLEX && type != DType.UNKNOWN) {
      return OpResult.mismatch("istft requires a complex-valued input, but got " + type.text());
    }
    Dim size = call.integer("n_fft", 0);
    Dim hop = call.has("hop_length") ? call.integer("hop_length", 0) : size.floorDiv(4);
    Dim half = size.floorDiv(2).plus(1);
    // Which it is follows from the number of frequencies, if the call does not say.
    boolean isWhole = !call.has("onesided") && shape.dim(-2).equals(size);
    Dim bins =
        switch (call.flag("onesided", !isWhole)) {
          case YES -> half;
          case NO -> size;
          case UNKNOWN -> Dim.any();
        };
    if (shape.rank().isPresent() && call.same(shape.dim(-2), bins) == Proof.NO) {
      return OpResult.mismatch(
          "istft expected %s frequencies for n_fft %s, but got %s".formatted(bins, size, shape));
    }
    Dim whole = shape.dim(-1).minus(1).times(hop);
    Dim length =
        call.has("length")
            ? call.integer("length", 0)
            : switch (call.flag("center", true)) {
              case YES -> whole.plus(size).minus(size.floorDiv(2).times(2));
              case NO -> whole.plus(size);
              case UNKNOWN -> Dim.any();
            };
    boolean isReal = call.flag("return_complex", false) == Proof.NO;
    return OpResult.of(
        input
            .with(
                shape.rank().isPresent()
                    ? Axis.appended(Axis.withoutLast(shape, 2), length)
                    : shape)
            .with(isReal ? Elementwise.real(type) : type));
  }
}
