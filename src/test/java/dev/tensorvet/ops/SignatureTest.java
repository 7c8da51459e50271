package dev.tensorvet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import org.junit.jupiter.api.Test;

final class SignatureTest {

  @Test
  void aLineOfATableIsRead() {
    Signature signature = Signature.of("sum(input, dim|axis=None, *, dtype=None)");
    assertThat(signature.op()).isEqualTo("sum");
    assertThat(signature.parameters())
        .extracting(
            Signature.Parameter::name,
            Signature.Parameter::isRequired,
            Signature.Parameter::isPositional)
        .containsExactly(
            tuple("input", true, true), tuple("dim", false, true), tuple("dtype", false, false));
    assertThat(signature.parameters().get(1).names()).containsExactly("dim", "axis");
  }

  @Test
  void aVariadicParameterTakesTheRest() {
    Signature signature = Signature.of("zeros(*size, dtype=None)");
    assertThat(signature.parameters().getFirst().isVariadic()).isTrue();
    assertThat(signature.parameters().getFirst().name()).isEqualTo("size");
    assertThat(signature.parameters().getLast().isPositional()).isFalse();
  }

  @Test
  void anOpenSignatureTakesFurtherNames() {
    Signature signature = Signature.of("einops_rearrange(tensor, pattern, **axes)");
    assertThat(signature.isOpen()).isTrue();
    assertThat(signature.parameters())
        .extracting(Signature.Parameter::name)
        .containsExactly("tensor", "pattern");
    assertThat(Signature.of("relu(input)").isOpen()).isFalse();
  }
}
