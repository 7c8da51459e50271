package dev.tensorvet.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.tensor.RandomDims.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Broadcasting against the definition, on shapes at random. */
final class BroadcastPropertyTest {

  /** Aligned at the right, two sizes meet if they are equal or one of them is one. */
  private static Optional<List<Long>> reference(List<Long> a, List<Long> b) {
    int rank = Math.max(a.size(), b.size());
    List<Long> result = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      long left = axis < rank - a.size() ? 1 : a.get(axis - rank + a.size());
      long right = axis < rank - b.size() ? 1 : b.get(axis - rank + b.size());
      if (left != right && left != 1 && right != 1) {
        return Optional.empty();
      }
      result.add(left == 1 ? right : left);
    }
    return Optional.of(result);
  }

  private static Shape shape(List<Long> sizes) {
    return Shape.of(sizes.stream().map(Dim::of).toList());
  }

  @Test
  void plainShapesMeetAsDefined() {
    for (int seed = 0; seed < 20_000; seed++) {
      RandomDims random = new RandomDims(seed);
      List<List<Long>> shapes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        List<Long> sizes = new ArrayList<>();
        int rank = random.number(4);
        for (int axis = 0; axis < rank; axis++) {
          sizes.add((long) random.number(4));
        }
        shapes.add(sizes);
      }
      List<Long> a = shapes.get(0);
      List<Long> b = shapes.get(1);
      Optional<List<Long>> expected = reference(a, b);
      switch (shape(a).broadcast(shape(b))) {
        case Shape.Broadcast.To(Shape to) ->
            assertThat(expected.map(BroadcastPropertyTest::shape))
                .as("%s and %s", a, b)
                .contains(to);
        case Shape.Broadcast.Clash clash -> assertThat(expected).as("%s and %s", a, b).isEmpty();
      }
    }
  }

  @Test
  void whatIsSaidOfSymbolsHoldsForSizesOfTwoAndMore() {
    int clashes = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      RandomDims random = new RandomDims(seed);
      List<Sample> a = List.of(random.expression(1), random.expression(2));
      List<Sample> b = List.of(random.expression(1), random.expression(2));
      Shape.Broadcast found =
          Shape.of(a.stream().map(Sample::dim).toList())
              .broadcast(Shape.of(b.stream().map(Sample::dim).toList()));
      clashes += found instanceof Shape.Broadcast.Clash ? 1 : 0;
      for (int i = 0; i < 10; i++) {
        Map<String, Long> values = random.values(2);
        Optional<List<Long>> left = sizes(a, values);
        Optional<List<Long>> right = sizes(b, values);
        if (left.isEmpty() || right.isEmpty()) {
          continue;
        }
        Optional<List<Long>> expected = reference(left.get(), right.get());
        switch (found) {
          case Shape.Broadcast.Clash clash ->
              assertThat(expected).as("%s at %s", clash, values).isEmpty();
          case Shape.Broadcast.To(Shape to) ->
              // Where the call does not run, nothing is said of what it gives.
              expected.ifPresent(
                  sizes -> {
                    for (int axis = 0; axis < 2; axis++) {
                      Dim dim = to.dim(axis).with(RandomDims.asDims(values));
                      assertThat(dim.isAny() || dim.isKnown(sizes.get(axis)))
                          .as("%s and %s give %s at %s", a, b, to, values)
                          .isTrue();
                    }
                  });
        }
      }
    }
    assertThat(clashes).as("shapes that surely clash").isGreaterThan(1000);
  }

  /** Nothing where one is no size. */
  private static Optional<List<Long>> sizes(List<Sample> samples, Map<String, Long> values) {
    List<Long> sizes = new ArrayList<>();
    for (Sample sample : samples) {
      OptionalLong size = sample.at(values);
      if (size.isEmpty() || size.getAsLong() < 0) {
        return Optional.empty();
      }
      sizes.add(size.getAsLong());
    }
    return Optional.of(sizes);
  }
}
