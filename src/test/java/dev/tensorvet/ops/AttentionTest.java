package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class AttentionTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        scaled_dot_product_attention((B, 8, T, 64) float32, (B, 8, S, 64) float32, (B, 8, S, 32) float32) -> (B, 8, T, 32) float32
        scaled_dot_product_attention((B, 8, T, 64) float32, (B, 8, T, 64) float32, (B, 8, T, 64) float32, (T, T) bool) -> (B, 8, T, 64) float32
        scaled_dot_product_attention((B, 8, T, 64) float32, (B, 8, T, 64) float32, (B, 8, T, 64) float32, None, 0.0, True) -> (B, 8, T, 64) float32
        scaled_dot_product_attention((B, 8, T, 64) float32, (B, 2, S, 64) float32, (B, 2, S, 64) float32, enable_gqa=True) -> (B, 8, T, 64) float32
        scaled_dot_product_attention((...) float32, (B, 2, S, 64) float32, (B, 2, S, 64) float32) -> (...) float32
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        scaled_dot_product_attention((B, 8, T, 64) float32, (B, 8, S, 32) float32, (B, 8, S, 64) float32) -> mismatch: query and key must have the same last size, but got query of size [B, 8, T, 64] and key of size [B, 8, S, 32]
        scaled_dot_product_attention((B, 8, 5, 64) float32, (B, 8, 6, 64) float32, (B, 8, 7, 64) float32) -> mismatch: key and value must have the same length, but got key of size [B, 8, 6, 64] and value of size [B, 8, 7, 64]
        scaled_dot_product_attention((B, 8, T, 64) float32, (B, 2, S, 64) float32, (B, 2, S, 64) float32) -> mismatch: query, key and value must have the same leading sizes, but got query of size [B, 8, T, 64], key of size [B, 2, S, 64] and value of size [B, 2, S, 64]
        scaled_dot_product_attention((B, 8, T, 64) float32, (B, 3, S, 64) float32, (B, 3, S, 64) float32, enable_gqa=True) -> mismatch: number of heads in key and value must divide the number of heads in query, but got 3 and 8
        scaled_dot_product_attention((B, 8, 4, 64) float32, (B, 8, 4, 64) float32, (B, 8, 4, 64) float32, (5, 5) bool) -> mismatch: attn_mask of size [5, 5] does not spread to the attention weights of size [B, 8, 4, 4]
        scaled_dot_product_attention((B, 8, T, 64) float32, (B, 8, T, 64) float32, (B, 8, T, 64) float32, (T, T) bool, is_causal=True) -> mismatch: explicit attn_mask should not be set when is_causal=True
        scaled_dot_product_attention((64,) float32, (B, 8, T, 64) float32, (B, 8, T, 64) float32) -> mismatch: expected query, key, and value to all be at least 2 dimensional, but got query of size [64]
        scaled_dot_product_attention((B, T, 64) float32, (B, T, 64) float64, (B, T, 64) float64) -> mismatch: expected query, key, and value to have the same dtype, but got query.dtype: float32 key.dtype: float64 and value.dtype: float64
        """);
  }
}
