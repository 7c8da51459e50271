package dev.tensorvet.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A multiplication and an addition are two operations. */
final class FlopsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          linear((B, 512) float32, (10, 512) float32)                              | 10240*B
          conv2d((B, 3, 224, 224) float32, (64, 3, 7, 7) float32, None, 2, 3)      | 236027904*B
          conv2d((B, 32, 8, 8) float32, (32, 1, 3, 3) float32, None, 1, 1, 1, 32)  | 36864*B
          conv_transpose2d((1, 4, 5, 5) float32, (4, 2, 2, 2) float32, None, 2)    | 1600
          matmul((B, 8, T, 64) float32, (B, 8, 64, T) float32)                     | 1024*B*T**2
          bmm((B, 2, 3) float32, (B, 3, 4) float32)                                | 48*B
          einsum("bij,bjk->bik", (B, 2, 3) float32, (B, 3, 4) float32)             | 48*B
          scaled_dot_product_attention((B, 8, T, 64) float32, (B, 8, T, 64) float32, (B, 8, T, 64) float32) | 2048*B*T**2
          gru_cell((B, 10) float32, (B, 20) float32, (60, 10) float32, (60, 20) float32) | 3600*B
          relu((B, 10) float32)                                                    | 0
          """)
  void areCountedWhereTheyMatter(String call, String flops) {
    assertThat(OpTable.result(call))
        .isInstanceOfSatisfying(
            OpResult.Inferred.class,
            result -> assertThat(result.flops().toString()).isEqualTo(flops));
  }
}
