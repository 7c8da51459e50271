package dev.tensorvet.ops;

import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A window that moves over one axis, as that of a convolution or a pooling.
 *
 * @param kernel its size
 * @param padding what is added on either side
 * @param dilation the distance of its elements
 */
record Window(Dim kernel, Dim stride, Dim padding, Dim dilation) {

  /** One for each axis. */
  static List<Window> each(
      List<Dim> kernels, List<Dim> strides, List<Dim> paddings, List<Dim> dilations) {
    return IntStream.range(0, kernels.size())
        .mapToObj(
            i -> new Window(kernels.get(i), strides.get(i), paddings.get(i), dilations.get(i)))
        .toList();
  }

  /** The number of elements that it spans. */
  Dim span() {
    return dilation.times(kernel.minus(1)).plus(1);
  }

  /** The size of an axis with what is added to it. */
  Dim padded(Dim input) {
    return input.plus(padding.times(2));
  }

  /** In how many places it stands. */
  Dim places(Dim input) {
    return padded(input).minus(span()).floorDiv(stride).plus(1);
  }

  /** In how many places it stands where the last may be over the edge, if it begins within. */
  Dim placesRoundedUp(Dim input) {
    Dim places = padded(input).minus(span()).ceilDiv(stride).plus(1);
    if (stride.atMost(span().minus(padding)) == Proof.YES) {
      return places;
    }
    OptionalLong count = places.known();
    if (count.isEmpty()) {
      return Dim.any();
    }
    return switch (input.plus(padding).atMost(stride.times(count.getAsLong() - 1))) {
      case YES -> places.minus(1);
      case NO -> places;
      case UNKNOWN -> Dim.any();
    };
  }

  /** The size of an axis over which it moves in so many places. */
  Dim covered(Dim places) {
    return places.minus(1).times(stride).minus(padding.times(2)).plus(span());
  }

  static List<Dim> places(List<Window> windows, List<Dim> inputs) {
    List<Dim> places = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      places.add(windows.get(i).places(inputs.get(i)));
    }
    return places;
  }
}
