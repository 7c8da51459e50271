package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class PoolingTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        max_pool2d((B, 64, H, W) float32, 3, 2, 1) -> (B, 64, (H + 1)//2, (W + 1)//2) float32
        # without a stride windows stand side by side
        max_pool2d((B, 64, 28, 28) float32, 2) -> (B, 64, 14, 14) float32
        max_pool2d((B, 64, 7, 7) float32, [2, 3], []) -> (B, 64, 3, 2) float32
        max_pool2d((B, 64, 7, 7) float32, 2, ceil_mode=True) -> (B, 64, 4, 4) float32
        max_pool2d((B, 64, H, W) float32, 2, ceil_mode=True) -> (B, 64, (H + 1)//2, (W + 1)//2) float32
        # the last window may not begin in the padding
        max_pool1d((1, 3, 4) float32, 2, 2, 1, ceil_mode=True) -> (1, 3, 3) float32
        max_pool1d((1, 3, 5) float32, 2, 3, 1, ceil_mode=True) -> (1, 3, 2) float32
        max_pool1d((1, 3, L) float32, 2, 3, 1, ceil_mode=True) -> (1, 3, ?) float32
        max_pool2d((B, 64, 8, 8) float32, 2, return_indices=True) -> tuple (B, 64, 4, 4) float32, (B, 64, 4, 4) int64
        max_pool2d((B, 64, 8, 8) float32, 2, return_indices=?) -> unknown: it is not known whether indices are returned
        max_pool2d((...) float32, 2) -> (?, ?, ?, ?) float32 where input is (?, ?, ?, ?)
        avg_pool2d((B, C, H, W) float32, 7) -> (B, C, H//7, W//7) float32
        lp_pool1d((B, 4, 9) float32, 2.0, 3) -> (B, 4, 3) float32
        adaptive_avg_pool2d((B, 512, H, W) float32, 1) -> (B, 512, 1, 1) float32
        adaptive_avg_pool2d((512, 7, 7) float32, [None, 3]) -> (512, 7, 3) float32
        adaptive_max_pool1d((B, 8, L) float32, 4, return_indices=True) -> tuple (B, 8, 4) float32, (B, 8, 4) int64
        adaptive_avg_pool2d((B, T, C, H, W) float32, [1, 1]) -> (B, T, C, 1, 1) float32
        max_unpool2d((B, C, 4, 4) float32, (B, C, 4, 4) int64, 2) -> (B, C, 8, 8) float32
        max_unpool2d((B, C, 4, 4) float32, (B, C, 4, 4) int64, 2, output_size=[B, C, 9, 9]) -> (B, C, 9, 9) float32
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        max_pool2d((3, 1, 1) float32, 2) -> mismatch: given input size: (3x1x1), calculated output size: (3x0x0): output size is too small
        max_pool2d((B, 3, 8, 8) float32, 2, padding=2) -> mismatch: pad should be at most half of effective kernel size, but got pad=2, kernel_size=2 and dilation=1
        max_pool2d((8, 8) float32, 2) -> mismatch: expected 3D or 4D (batch mode) input for pooling, but got input of size [8, 8]
        max_pool2d((B, 3, 8, 8) float32, [2, 2, 2]) -> mismatch: kernel_size must be one integer or 2, but got [2, 2, 2]
        avg_pool3d((B, C, 8, 8, 1) float32, 2, padding=1) -> mismatch: input image [8, 8, 1] smaller than kernel size [2, 2, 2]
        adaptive_avg_pool2d((B, T, C, H, W) float32, 2) -> mismatch: expected 3D or 4D (batch mode) input for pooling, but got input of size [B, T, C, H, W]
        adaptive_avg_pool2d((B, C, H, W) float32, [1, 1, 1]) -> mismatch: output_size must be one integer or 2, but got [1, 1, 1]
        max_unpool2d((B, C, 4, 4) float32, (B, C, 3, 4) int64, 2) -> mismatch: expected shape of indices to be same as that of the input tensor ([B, C, 4, 4]) but got indices tensor with shape: [B, C, 3, 4]
        """);
  }
}
