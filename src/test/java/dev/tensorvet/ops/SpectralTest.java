package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sizes and types of Fourier transforms. */
final class SpectralTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            fft_fft((B, T) float32) -> (B, T) complex64
            fft_rfft((B, T) float32) -> (B, T//2 + 1) complex64
            fft_irfft((B, T//2 + 1) complex64) -> (B, 2*(T//2)) float32
            fft_irfft((B, T//2 + 1) complex64, n=T) -> (B, T) float32
            fft_rfft2((B, C, H, W) float32) -> (B, C, H, W//2 + 1) complex64
            fft_irfft2((B, C, H, W//2 + 1) complex64, s=[H, W]) -> (B, C, H, W) float32
            fft_rfft((B, T) complex64) -> mismatch: rfft expects a real input tensor, but got complex64
            fft_fft((B, T) float32, dim=2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (B, T)
            stft((B, T) float32, 400, 160, return_complex=True) -> (B, 201, T//160 + 1) complex64
            stft((B, 16000) float32, 400, 160, return_complex=True) -> (B, 201, 101) complex64
            stft((B, T) float32, 400) -> mismatch: stft requires the return_complex parameter for real inputs
            stft((B, 1, T) float32, 400, return_complex=True) -> mismatch: stft takes a tensor of 1 or 2 dimensions, but got (B, 1, T)
            istft((B, 201, 101) complex64, 400, 160) -> (B, 16000) float32
            istft((B, 200, 101) complex64, 400, 160) -> mismatch: istft expected 201 frequencies for n_fft 400, but got (B, 200, 101)
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            fft_fft((D,) float32, n=3, dim=-1) -> (3,) complex64
            fft_fft(() int64) -> mismatch: a Fourier transform takes a tensor of at least one dimension
            fft_fft((3, 4, 3) float32, dim=-4) -> mismatch: dimension out of range (expected to be in range of [-3, 2], but got -4): (3, 4, 3)
            fft_fft2((4, A) int64, s=[4, 5]) -> (4, 5) complex64
            fft_fft2((5,) int64, dim=[0, -1]) -> mismatch: dim -1 appears multiple times in the list of dims
            fft_fft2((5, 2) float32, dim=[0, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            fft_fftfreq(5) -> (5,) float32
            fft_fftn((A, A, B) complex64) -> (A, A, B) complex64
            fft_fftn((5, 4) float32, dim=[0, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            fft_fftn((3,) float32, dim=[0, -1]) -> mismatch: dim -1 appears multiple times in the list of dims
            fft_fftshift((A, 3) float32, 0) -> (A, 3) float32
            fft_hfft((B, 2, D) int64) -> (B, 2, 2*D - 2) float32
            fft_hfft(() float32) -> mismatch: a Fourier transform takes a tensor of at least one dimension
            fft_hfft((4,) float32, n=2, dim=-2) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got -2): (4,)
            fft_ifft((D, B) float64, dim=-2) -> (D, B) complex128
            fft_ifft(() float32) -> mismatch: a Fourier transform takes a tensor of at least one dimension
            fft_ifft((3,) float32, dim=1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): (3,)
            fft_ifft2((5, 5, C) complex64) -> (5, 5, C) complex64
            fft_ifft2((4,) int64, dim=[0, -1]) -> mismatch: dim -1 appears multiple times in the list of dims
            fft_ifft2((2, 5) int64, dim=[-2, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            fft_ihfft((D, D) float32) -> (D, D//2 + 1) complex64
            fft_ihfft(() float32) -> mismatch: a Fourier transform takes a tensor of at least one dimension
            fft_ihfft((5,) complex64, n=3) -> mismatch: rfft expects a real input tensor, but got complex64
            fft_irfft((C,) float32, dim=0) -> (2*C - 2,) float32
            fft_irfft(() float32, n=3) -> mismatch: a Fourier transform takes a tensor of at least one dimension
            fft_irfft((5, 3) int64, dim=2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (5, 3)
            fft_irfft2((B, 2, 2) float32) -> (B, 2, 2) float32
            fft_irfft2((4,) float16, dim=[0, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            fft_irfft2((4,) float32, dim=[0, -1]) -> mismatch: dim -1 appears multiple times in the list of dims
            fft_irfftn((B, B) float32) -> (B, 2*B - 2) float32
            fft_irfftn((2,) float32, dim=[0, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            fft_irfftn((2,) float16, dim=[0, -1]) -> mismatch: dim -1 appears multiple times in the list of dims
            fft_rfft((B, B) float32) -> (B, B//2 + 1) complex64
            fft_rfft((2, 2) complex64) -> mismatch: rfft expects a real input tensor, but got complex64
            fft_rfft(() int64) -> mismatch: a Fourier transform takes a tensor of at least one dimension
            fft_rfft2((C, B, 2) float64) -> (C, B, 2) complex128
            fft_rfft2((2,) float32, dim=[0, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            fft_rfft2((3,) float64, dim=[0, -1]) -> mismatch: dim -1 appears multiple times in the list of dims
            fft_rfftfreq(7) -> (4,) float32
            fft_rfftn((D, C) float32) -> (D, C//2 + 1) complex64
            fft_rfftn((4, 5, 3) complex64) -> mismatch: rfft expects a real input tensor, but got complex64
            fft_rfftn((5,) float32, dim=[0, -1]) -> mismatch: dim -1 appears multiple times in the list of dims
            istft((D, 8) complex64, 8, window=(S1,) float32) -> (14,) float32
            istft((5, 7) float32, 8, window=(8,) float32) -> mismatch: istft requires a complex-valued input, but got float32
            stft((S1,) float64, 9, return_complex=True) -> (5, (S1 + 1)//2) complex128
            stft((41,) float64, 9, 3) -> mismatch: stft requires the return_complex parameter for real inputs
            stft((2, 2, 2, 100) float32, 9, 5, return_complex=True) -> mismatch: stft takes a tensor of 1 or 2 dimensions, but got (2, 2, 2, 100)
            """);
  }
}
