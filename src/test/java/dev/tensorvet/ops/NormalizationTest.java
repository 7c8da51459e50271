package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class NormalizationTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        batch_norm((B, 64, H, W) float32, (64,) float32, (64,) float32, (64,) float32, (64,) float32, True) -> (B, 64, H, W) float32
        batch_norm((B, C, L) float32, (64,) float32, (64,) float32) -> (B, C, L) float32 where C = 64, C = 64
        batch_norm((...) float32, (64,) float32, (64,) float32) -> (...) float32
        batch_norm((1, 8) float32, (8,) float32, (8,) float32, training=?) -> (1, 8) float32
        layer_norm((B, T, 64) float32, [64], (64,) float32, (64,) float32) -> (B, T, 64) float32
        layer_norm((B, T, C) float32, [64]) -> (B, T, C) float32 where C = 64
        layer_norm((B, 64, H, W) float32, [64, H]) -> (B, 64, H, W) float32 where H = 64, W = H
        rms_norm((B, T, 64) bfloat16, [64], (64,) float32) -> (B, T, 64) bfloat16
        group_norm((B, 32, H, W) float32, 8, (32,) float32) -> (B, 32, H, W) float32
        instance_norm((B, 3, H, W) float32) -> (B, 3, H, W) float32
        instance_norm((B, 3, 1, 1) float32, use_input_stats=False) -> (B, 3, 1, 1) float32
        normalize((B, 8) float32) -> (B, 8) float32
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        batch_norm((B, 16, H, W) float32, (8,) float32, (8,) float32) -> mismatch: running_mean should contain 16 elements not 8
        batch_norm((1, 8) float32, (8,) float32, (8,) float32, training=True) -> mismatch: expected more than 1 value per channel when training, got input size [1, 8]
        batch_norm((8,) float32, (8,) float32, (8,) float32) -> mismatch: expected at least 2 dimensions for input tensor, but got input of size [8]
        batch_norm((B, 8) int64, (8,) float32, (8,) float32) -> mismatch: normalization is not implemented for int64
        layer_norm((B, T, 32) float32, [64]) -> mismatch: given normalized_shape=[64], expected input with shape [*, 64], but got input of size [B, T, 32]
        layer_norm((64,) float32, [2, 64]) -> mismatch: given normalized_shape=[2, 64], expected input with shape [*, 2, 64], but got input of size [64]
        layer_norm((B, 64) float32, [64], (32,) float32) -> mismatch: expected weight to be of same shape as normalized_shape, but got weight of shape [32] and normalized_shape = [64]
        layer_norm((B, 64) float64, [64], (64,) float32) -> mismatch: input and weight must have the same dtype, but got float64 and float32
        group_norm((B, 32, H, W) float32, 5) -> mismatch: expected number of channels in input to be divisible by num_groups, but got input of shape [B, 32, H, W] and num_groups=5
        group_norm((1, 8) float32, 8) -> mismatch: expected more than 1 value per channel when training, got input size [1, 8]
        group_norm((B, 16, H, W) float32, 4, (8,) float32) -> mismatch: weight should contain 16 elements not 8
        instance_norm((B, 3, 1, 1) float32) -> mismatch: expected more than 1 spatial element when training, got input size [B, 3, 1, 1]
        local_response_norm((B, 3) float32, 2) -> mismatch: expected 3D or higher dimensionality input (got 2 dimensions)
        normalize((B, 8) float32, dim=2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (B, 8)
        normalize((B, 8) int64, dim=1) -> mismatch: expected a floating point or complex tensor as input, got int64
        """);
  }
}
