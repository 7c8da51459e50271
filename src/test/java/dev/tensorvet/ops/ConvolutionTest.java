package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ConvolutionTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        conv2d((B, 3, H, W) float32, (64, 3, 7, 7) float32, None, 2, 3) -> (B, 64, (H + 1)//2, (W + 1)//2) float32
        conv2d((B, 3, 224, 224) float32, (64, 3, 7, 7) float32, (64,) float32, [2, 2], [3, 3]) -> (B, 64, 112, 112) float32
        conv2d((B, 16, 28, 28) float32, (32, 8, 3, 3) float32, None, 1, "same", 1, 2) -> (B, 32, 28, 28) float32
        conv2d((3, 28, 28) float32, (8, 3, 3, 3) float32, padding="valid") -> (8, 26, 26) float32
        conv1d((B, C, L) float32, (2*C, C, 3) float32, padding=2, dilation=2) -> (B, 2*C, L) float32
        conv3d((B, 1, 8, 16, 16) float32, (4, 1, 2, 3, 3) float32, stride=[2, 1, 1]) -> (B, 4, 4, 14, 14) float32
        # what the weight asks of an input of which nothing is known
        conv2d((...) float32, (8, 3, 3, 3) float32) -> (?, 8, ?, ?) float32 where input is (?, 3, ?, ?)
        conv2d((B, C, H, W) float32, (8, 3, 3, 3) float32) -> (B, 8, H - 2, W - 2) float32 where C = 3
        conv2d((B, ?, 5, ?) float32, (8, 3, 3, 3) float32) -> (B, 8, 3, ?) float32
        # half precision may meet single precision where types are cast
        conv2d((B, 3, 9, 9) float16, (8, 3, 3, 3) float32) -> (B, 8, 7, 7) ?
        conv_transpose2d((B, 64, H, W) float32, (64, 32, 2, 2) float32, (32,) float32, 2) -> (B, 32, 2*H, 2*W) float32
        conv_transpose2d((B, 8, 7, 7) float32, (8, 2, 3, 3) float32, None, 2, 1, 1, 4) -> (B, 8, 14, 14) float32
        conv_transpose1d((8, 5) float32, (8, 4, 3) float32, dilation=2) -> (4, 9) float32
        im2col((B, 3, 8, 8) float32, 2, stride=2) -> (B, 12, 16) float32
        fold((B, 12, 16) float32, [8, 8], 2, stride=2) -> (B, 3, 8, 8) float32
        unfold((B, T, 4) float32, 1, 3, 2) -> (B, (T + 1)//2 - 1, 4, 3) float32
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        conv2d((1, 1, 28, 28) float32, (8, 3, 3, 3) float32) -> mismatch: given groups=1, weight of size [8, 3, 3, 3], expected input[1, 1, 28, 28] to have 3 channels, but got 1 channels instead
        conv2d((B, 2*C, H, W) float32, (8, C, 3, 3) float32) -> mismatch: given groups=1, weight of size [8, C, 3, 3], expected input[B, 2*C, H, W] to have C channels, but got 2*C channels instead
        conv2d((28, 28) float32, (8, 3, 3, 3) float32) -> mismatch: expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [28, 28]
        conv2d((B, 3, 4, 4) float32, (8, 3, 7, 7) float32) -> mismatch: calculated padded input size per channel: (4 x 4), kernel size: (7 x 7): kernel size can't be greater than actual input size
        conv2d((B, 4, 9, 9) float32, (7, 2, 3, 3) float32, groups=2) -> mismatch: given groups=2, expected weight to be divisible by 2 at dimension 0, but got weight of size [7, 2, 3, 3]
        conv2d((B, 3, 9, 9) float32, (8, 3, 3, 3) float32, (7,) float32) -> mismatch: given weight of size [8, 3, 3, 3], expected bias to be 1-dimensional with 8 elements, but got bias of size [7] instead
        conv2d((B, 3, 9, 9) float32, (8, 3, 3, 3) float32, stride=2, padding="same") -> mismatch: padding='same' is not supported for strided convolutions
        conv2d((B, 3, 9, 9) float32, (8, 3, 3, 3) float32, stride=[1, 1, 1]) -> mismatch: stride must be one integer or 2, but got [1, 1, 1]
        conv2d((B, 3, 9, 9) float32, (8, 3, 3, 3) float32, stride=0) -> mismatch: non-positive stride is not supported
        conv2d((B, 3, 9, 9) float64, (8, 3, 3, 3) float32) -> mismatch: input type (float64) and weight type (float32) should be the same
        conv2d((B, 3, 9, 9) float32, (8, 3, 3) float32) -> mismatch: expected a 4-dimensional weight for conv2d, but got weight of size [8, 3, 3]
        conv_transpose2d((1, 3, 4, 4) float32, (8, 4, 2, 2) float32) -> mismatch: given transposed=1, weight of size [8, 4, 2, 2], expected input[1, 3, 4, 4] to have 8 channels, but got 3 channels instead
        conv_transpose2d((1, 8, 4, 4) float32, (8, 4, 2, 2) float32, output_padding=1) -> mismatch: output padding must be smaller than either stride or dilation, but got output_padding 1, stride 1, dilation 1
        conv_transpose1d((1, 8, 1) float32, (8, 4, 1) float32, padding=2) -> mismatch: given input size per channel: (1), calculated output size per channel: (-3): output size is too small
        im2col((B, 3, 2, 2) float32, 3) -> mismatch: given input with spatial size [2, 2], calculated shape of the array of sliding blocks as [0, 0], but its components must be at least one
        im2col((8, 8) float32, 2) -> mismatch: expected 3D or 4D (batch mode) tensor for input, but got [8, 8]
        fold((B, 13, 16) float32, [8, 8], 2, stride=2) -> mismatch: expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=13 and kernel_size of product 4
        fold((B, 12, 15) float32, [8, 8], 2, stride=2) -> mismatch: given output_size=[8, 8], expected size of input's dimension 2 to match the calculated number of sliding blocks 16, but got input.size(2)=15
        unfold((B, 2) float32, 1, 3, 2) -> mismatch: maximum size for tensor at dimension 1 is 2 but size is 3
        unfold((B, 2) float32, 2, 3, 2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (B, 2)
        """);
  }
}
