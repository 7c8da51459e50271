package dev.tensorvet.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DimTest {

  private static final Dim B = Dim.size("B");
  private static final Dim H = Dim.size("H");

  @Test
  void anExpressionIsWrittenAsInPython() {
    assertThat(Dim.of(0)).hasToString("0");
    assertThat(B.times(2).minus(1)).hasToString("2*B - 1");
    assertThat(H.minus(1).floorDiv(2).plus(1)).hasToString("(H + 1)//2");
    assertThat(H.floorDiv(2).times(2)).hasToString("2*(H//2)");
    assertThat(B.times(H).plus(B.times(B)).plus(3)).hasToString("B**2 + B*H + 3");
    assertThat(B.negated()).hasToString("-B");
    assertThat(H.floorDiv(2).negated()).hasToString("-(H//2)");
    assertThat(Dim.any()).hasToString("?");
  }

  @Test
  void whatDividesOutGoes() {
    assertThat(B.floorDiv(B)).isEqualTo(Dim.of(1));
    assertThat(B.times(H).times(6).floorDiv(H.times(3))).isEqualTo(B.times(2));
    assertThat(H.times(4).plus(7).floorDiv(2)).isEqualTo(H.times(2).plus(3));
    assertThat(H.floorDiv(2).floorDiv(2)).isEqualTo(H.floorDiv(4));
    assertThat(B.times(H).mod(H)).isEqualTo(Dim.of(0));
    assertThat(H.ceilDiv(2)).hasToString("(H + 1)//2");
  }

  @Test
  void evenIsNeverOdd() {
    assertThat(B.times(2).equalTo(H.times(2).plus(1))).isEqualTo(Proof.NO);
    assertThat(B.equalTo(H)).isEqualTo(Proof.UNKNOWN);
    assertThat(B.plus(1).equalTo(B)).isEqualTo(Proof.NO);
    assertThat(Dim.any().equalTo(Dim.any())).isEqualTo(Proof.UNKNOWN);
  }

  @Test
  void theSizesOfAnInputDoNotSpread() {
    assertThat(B.mayBeOne()).isFalse();
    assertThat(B.times(H).mayBeOne()).isFalse();
    assertThat(B.minus(1).mayBeOne()).isTrue();
    assertThat(Dim.integer("n").mayBeOne()).isTrue();
    assertThat(Dim.integer("n").times(2).mayBeOne()).isFalse();
    assertThat(Dim.of(1).mayBeOne()).isTrue();
    assertThat(Dim.any().mayBeOne()).isTrue();
  }

  @Test
  void theRootInASymbol() {
    Dim c = Dim.size("C");
    Dim p = Dim.integer("p");
    assertThat(c.plus(2).rootIn("C")).contains(Dim.of(-2));
    assertThat(c.times(p).times(p).minus(p.times(p).times(3)).rootIn("C")).contains(Dim.of(3));
    assertThat(c.times(2).minus(p.times(6)).rootIn("C")).contains(p.times(3));
    assertThat(c.times(2).minus(7).rootIn("C")).isEmpty();
    assertThat(c.times(p).minus(8).rootIn("C")).isEmpty();
    assertThat(c.times(c).minus(9).rootIn("C")).isEmpty();
    assertThat(c.minus(c.floorDiv(2)).rootIn("C")).isEmpty();
    assertThat(p.minus(1).rootIn("C")).isEmpty();
  }
}
