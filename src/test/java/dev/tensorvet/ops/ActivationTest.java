package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ActivationTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        relu((B, 8) int64) -> (B, 8) int64
        gelu((B, 8) float16) -> (B, 8) float16
        softsign((B, 8) int64) -> (B, 8) float32
        dropout((B, 8) float32, 0.5, True) -> (B, 8) float32
        softmax((B, 8) float32, dim=-1) -> (B, 8) float32
        # the dimension is chosen by the rank
        softmax((B, 8) float32) -> (B, 8) float32
        log_softmax((B, 8, 3) float32) -> (B, 8, 3) float32
        softmin((8,) float32) -> (8,) float32
        softmax((B, 8) int64, 1, dtype=float32) -> (B, 8) float32
        gumbel_softmax((B, 8) float32, 1.0, True) -> (B, 8) float32
        glu((B, 2*C) float32) -> (B, C) float32
        glu((B, C, 8) float32, 1) -> (B, C//2, 8) float32 where C = 2*(C//2)
        prelu((B, 8, L) float32, (8,) float32) -> (B, 8, L) float32
        prelu((B, 8, L) float32, (1,) float32) -> (B, 8, L) float32
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        gelu((B, 8) int64) -> mismatch: gelu is not implemented for int64
        softmax((B, 8) float32, 2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (B, 8)
        softmax((B, 8) int64, 1) -> mismatch: softmax is not implemented for int64
        glu((B, 7) float32) -> mismatch: halving dimension must be even, but dimension 1 is size 7
        prelu((B, 8, L) float32, (4,) float32) -> mismatch: mismatch of parameter numbers and input channel size, found parameter numbers = 4 and channel size = 8
        prelu((B, 8, L) float32, (1, 8) float32) -> mismatch: expected weight to be a scalar or 1D tensor, but got a tensor of size [1, 8]
        """);
  }
}
