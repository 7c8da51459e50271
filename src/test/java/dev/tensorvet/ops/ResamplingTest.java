package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ResamplingTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        interpolate((B, 3, H, W) float32, scale_factor=2, mode="bilinear", align_corners=False) -> (B, 3, 2*H, 2*W) float32
        interpolate((B, 3, H, W) float32, scale_factor=0.5) -> (B, 3, H//2, W//2) float32
        interpolate((B, 3, 7, 7) float32, scale_factor=[1.5, 0.3]) -> (B, 3, 10, 2) float32
        interpolate((B, 3, H, W) float32, scale_factor=0.3) -> (B, 3, ?, ?) float32
        interpolate((B, 3, H, W) float32, [32, 64]) -> (B, 3, 32, 64) float32
        interpolate((B, 3, L) float32, size=10, mode="linear") -> (B, 3, 10) float32
        interpolate((...) float32, scale_factor=2.0) -> (...) float32 where input is mostly (?, ?, ?, ?)
        interpolate((...) float32, scale_factor=2.0, mode="bicubic") -> (?, ?, ?, ?) float32 where input is (?, ?, ?, ?)
        upsample((B, 3, H, W) float32, scale_factor=2) -> (B, 3, 2*H, 2*W) float32
        grid_sample((B, 3, H, W) float32, (B, 8, 9, 2) float32) -> (B, 3, 8, 9) float32
        affine_grid((B, 2, 3) float32, [B, 3, H, W]) -> (B, H, W, 2) float32
        pad((...) float32, [1, 1, 1, 1], "reflect") -> (...) float32 where input is mostly (?, ?, ?, ?)
        pad((...) float32, [1, 1]) -> (...) float32
        pad((B, 3, H, W) float32, [1, 2, 3, 4]) -> (B, 3, H + 7, W + 3) float32
        pad((B, 3, H, W) float32, [1, 1, 2, 2], mode="reflect") -> (B, 3, H + 4, W + 2) float32
        pad((B, T, C) float32, [0, 0, -1, 1]) -> (B, T, C) float32
        pixel_shuffle((B, 16, H, W) float32, 4) -> (B, 1, 4*H, 4*W) float32
        pixel_unshuffle((B, 3, 8, 8) float32, 2) -> (B, 12, 4, 4) float32
        channel_shuffle((B, 8, H, W) float32, 4) -> (B, 8, H, W) float32
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        interpolate((B, 3, L) float32, size=10, mode="bilinear") -> mismatch: got 3D input, but bilinear mode needs 4D input
        interpolate((B, 3, H, W) float32) -> mismatch: either size or scale_factor should be defined
        interpolate((B, 3, H, W) float32, 4, 2.0) -> mismatch: only one of size or scale_factor should be defined
        interpolate((B, 3, H, W) float32, [4, 4, 4]) -> mismatch: input and output must have the same number of spatial dimensions, but got input with spatial dimensions of [H, W] and [4, 4, 4]
        interpolate((B, 3, H, W) float32, 4, align_corners=True) -> mismatch: align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear
        interpolate((B, 3, 1, 1) float32, scale_factor=0.5) -> mismatch: input and output sizes should be greater than 0, but got input of size [B, 3, 1, 1] and output sizes [0, 0]
        grid_sample((B, 3, H, W) float32, (B, 8, 9, 3) float32) -> mismatch: grid_sampler(): expected grid to have size 2 in last dimension, but got grid with sizes [B, 8, 9, 3]
        grid_sample((B, 3, H, W) float32, (B, 8, 2) float32) -> mismatch: grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but got input with sizes [B, 3, H, W] and grid with sizes [B, 8, 2]
        affine_grid((B, 3, 4) float32, [B, 3, H, W]) -> mismatch: expected a batch of affine matrices of shape [B, 2, 3] for size [B, 3, H, W], got [B, 3, 4]
        pad((B, 3, H, W) float32, [1, 1], "replicate") -> mismatch: only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now, but got [1, 1] for input of size [B, 3, H, W]
        pad((B, 3, 2, 2) float32, [3, 3, 3, 3], "reflect") -> mismatch: padding size should be less than the corresponding input dimension, but got: padding (3, 3) at dimension 3 of input [B, 3, 2, 2]
        pad((B, 3) float32, [1, 1, 1]) -> mismatch: padding length must be divisible by 2, but got [1, 1, 1]
        pad((B, 3) float32, [1, 1, 1, 1, 1, 1]) -> mismatch: length of pad should be no more than twice the number of dimensions of the input, but got [1, 1, 1, 1, 1, 1] for input of size [B, 3]
        pad((B, 3) float32, [-4, 4]) -> mismatch: the input size 3, plus negative padding -4 and 4, resulted in a negative output size, which is invalid
        pixel_shuffle((B, 8, H, W) float32, 3) -> mismatch: pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=8 is not divisible by 9
        pixel_unshuffle((B, 3, 7, 8) float32, 2) -> mismatch: pixel_unshuffle expects height and width to be divisible by downscale_factor, but input.size(-2)=7 is not divisible by 2
        channel_shuffle((B, 8, H, W) float32, 3) -> mismatch: number of channels must be divisible by groups, got 8 channels and 3 groups
        """);
  }
}
