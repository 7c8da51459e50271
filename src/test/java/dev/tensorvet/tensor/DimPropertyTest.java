package dev.tensorvet.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.tensor.RandomDims.Sample;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The laws of integer expressions, on expressions and values at random. */
final class DimPropertyTest {

  private static void forAll(int count, Consumer<RandomDims> law) {
    for (int seed = 0; seed < count; seed++) {
      law.accept(new RandomDims(seed));
    }
  }

  private static Dim any(RandomDims random) {
    return random.expression(3).dim();
  }

  @Test
  void additionAndMultiplicationAreThoseOfARing() {
    forAll(
        2000,
        random -> {
          Dim a = any(random);
          Dim b = any(random);
          Dim c = random.expression(2).dim();
          if (a.times(b).times(c).isAny() || a.times(b.plus(c)).isAny()) {
            return;
          }
          assertThat(a.plus(b)).isEqualTo(b.plus(a));
          assertThat(a.times(b)).isEqualTo(b.times(a));
          assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
          assertThat(a.times(b).times(c)).isEqualTo(a.times(b.times(c)));
          assertThat(a.times(b.plus(c))).isEqualTo(a.times(b).plus(a.times(c)));
          assertThat(a.plus(Dim.of(0))).isEqualTo(a);
          assertThat(a.times(Dim.of(1))).isEqualTo(a);
          assertThat(a.plus(a.negated())).isEqualTo(Dim.of(0));
          assertThat(a.minus(b)).isEqualTo(a.plus(b.negated()));
        });
  }

  @Test
  void valuesInThePlaceOfSymbolsGiveWhatPythonComputes() {
    forAll(
        20_000,
        random -> {
          Sample sample = random.expression(4);
          for (int i = 0; i < 5; i++) {
            Map<String, Long> values = random.values(1);
            OptionalLong expected = sample.at(values);
            Dim found = sample.dim().with(RandomDims.asDims(values));
            if (expected.isPresent() && !found.isAny()) {
              assertThat(found)
                  .as("%s at %s", sample.dim(), values)
                  .isEqualTo(Dim.of(expected.getAsLong()));
            }
          }
        });
  }

  @Test
  void valuesGivenOneAfterAnotherAreValuesGivenTogether() {
    forAll(
        5000,
        random -> {
          Sample sample = random.expression(3);
          Map<String, Long> values = random.values(1);
          Map<String, Dim> all = RandomDims.asDims(values);
          Map<String, Dim> some = new HashMap<>(all);
          some.remove("B");
          some.remove("n");
          Dim together = sample.dim().with(all);
          Dim apart = sample.dim().with(some).with(all);
          if (sample.at(values).isPresent() && !together.isAny() && !apart.isAny()) {
            assertThat(apart).as("%s at %s", sample.dim(), values).isEqualTo(together);
          }
        });
  }

  @Test
  void whatIsProvenHoldsForAllValues() {
    int[] proven = new int[2];
    forAll(
        20_000,
        random -> {
          Sample a = random.expression(2);
          Sample b = random.expression(2);
          Proof equal = a.dim().equalTo(b.dim());
          Proof atMost = a.dim().atMost(b.dim());
          OptionalLong smallest = a.dim().smallest();
          proven[0] += equal == Proof.UNKNOWN ? 0 : 1;
          proven[1] += atMost == Proof.UNKNOWN ? 0 : 1;
          for (int i = 0; i < 10; i++) {
            Map<String, Long> values = random.values(1);
            OptionalLong x = a.at(values);
            OptionalLong y = b.at(values);
            if (x.isEmpty() || y.isEmpty()) {
              continue;
            }
            String what = "%s = %s, %s = %s at %s".formatted(a.dim(), x, b.dim(), y, values);
            assertThat(equal.and(Proof.of(x.getAsLong() == y.getAsLong()).not()))
                .as(what)
                .isNotEqualTo(Proof.YES);
            assertThat(equal.not().and(Proof.of(x.getAsLong() == y.getAsLong())))
                .as(what)
                .isNotEqualTo(Proof.YES);
            assertThat(atMost.and(Proof.of(x.getAsLong() > y.getAsLong())))
                .as(what)
                .isNotEqualTo(Proof.YES);
            assertThat(atMost.not().and(Proof.of(x.getAsLong() <= y.getAsLong())))
                .as(what)
                .isNotEqualTo(Proof.YES);
            smallest.ifPresent(
                bound -> assertThat(x.getAsLong()).as(what).isGreaterThanOrEqualTo(bound));
          }
        });
    assertThat(proven[0]).as("pairs that are told apart").isGreaterThan(1000);
    assertThat(proven[1]).as("pairs of which the smaller is known").isGreaterThan(1000);
  }

  @Test
  void whatCannotBeOneIsNotOneForSizesOfTwoAndMore() {
    forAll(
        20_000,
        random -> {
          Sample sample = random.expression(2);
          for (int i = 0; i < 10 && !sample.dim().mayBeOne(); i++) {
            Map<String, Long> values = random.values(2);
            sample
                .at(values)
                .ifPresent(
                    value ->
                        assertThat(value).as("%s at %s", sample.dim(), values).isNotEqualTo(1));
          }
        });
  }

  @Test
  void twoAreEqualIfAndOnlyIfTheyAreWrittenTheSame() {
    forAll(
        20_000,
        random -> {
          Dim a = random.expression(2).dim();
          Dim b = random.expression(2).dim();
          assertThat(a.equals(b)).isEqualTo(a.toString().equals(b.toString()));
          if (a.equals(b)) {
            assertThat(a).hasSameHashCodeAs(b).isEqualByComparingTo(b);
          }
        });
  }

  @Test
  void theSmallerAndTheLargerAreOneOfThem() {
    forAll(
        5000,
        random -> {
          Sample a = random.expression(2);
          Sample b = random.expression(2);
          Map<String, Long> values = random.values(1);
          if (a.at(values).isEmpty() || b.at(values).isEmpty()) {
            return;
          }
          long x = a.at(values).getAsLong();
          long y = b.at(values).getAsLong();
          Map<String, Dim> dims = RandomDims.asDims(values);
          Dim min = a.dim().min(b.dim()).with(dims);
          Dim max = a.dim().max(b.dim()).with(dims);
          assertThat(min.isAny() || min.isKnown(Math.min(x, y))).isTrue();
          assertThat(max.isAny() || max.isKnown(Math.max(x, y))).isTrue();
        });
  }

  @Test
  void whatIsTooLargeIsUnknown() {
    Dim large = Dim.of(Long.MAX_VALUE);
    assertThat(large.plus(1).isAny()).isTrue();
    assertThat(large.times(Dim.size("B")).times(2).isAny()).isTrue();
    assertThat(Dim.size("B").times(large).plus(large).smallest()).isEmpty();
    assertThat(Dim.of(Long.MIN_VALUE).negated().isAny()).isTrue();
  }
}
