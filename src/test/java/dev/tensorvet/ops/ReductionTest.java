package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is left of the dimensions, and of which type. */
final class ReductionTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            sum((B, T, C) float32) -> () float32
            sum((B, T) bool, -1) -> (B,) int64
            mean((B, C, H, W) float32, [2, 3]) -> (B, C) float32
            mean((B, C, H, W) float32, [2, 3], keepdim=True) -> (B, C, 1, 1) float32
            mean((B, C, H, W) float32, 4) -> mismatch: dimension out of range (expected to be in range of [-4, 3], but got 4): (B, C, H, W)
            mean((B, T) int64) -> mismatch: mean takes a tensor of a floating-point or complex dtype, but got int64
            mean((B, T) int64, dtype=float32) -> () float32
            mean((B, T, C) float32, ?) -> (...) float32
            mean((B, T, C) float32, ?, keepdim=True) -> (?, ?, ?) float32
            mean((...) float32) -> () float32
            mean((...) float32, 1) -> (...) float32
            mean((B, T, C) float32, n) -> (?, ?) float32
            max((B, C) float32) -> () float32
            max((B, C) float32, 1) -> values (B,) float32, indices (B,) int64
            max((B, C) float32, (C,) float32) -> (B, C) float32
            max((B, C) float32, ?) -> unknown: it is not known what is compared
            argmax((B, C) float32, dim=1) -> (B,) int64
            std((B, C) float32, False) -> () float32
            var_mean((B, C) float32, 1, keepdim=True) -> tuple (B, 1) float32, (B, 1) float32
            cumsum((B, T) bool, 1) -> (B, T) int64
            any((B, T) float32, -1) -> (B,) bool
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            all((B, 4, A, C) float64, dim=[1, 3]) -> (B, A) bool
            all((2, 1) float32, [1], keepdim=False) -> (2,) bool
            all(() float64, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            amax((C, B, B, A) float32, 2) -> (C, B, A) float32
            amax((3, 4, 4, 1) int64, dim=-1) -> (3, 4, 4) int64
            amax((3, 4, 1) float32, dim=[0, -1, 2]) -> mismatch: dim 2 appears multiple times in the list of dims
            amax(() complex64, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            amin((4, 1, 1, C) float32, -2) -> (4, 1, C) float32
            amin((4,) bool, dim=[-1], keepdim=True) -> (1,) bool
            amin(() int8, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            aminmax((B, B) float64) -> tuple () float64, () float64
            aminmax((2,) float32) -> tuple () float32, () float32
            any((B,) float32, dim=-1, keepdim=True) -> (1,) bool
            any((1, 1) bool, dim=0, keepdim=True) -> (1, 1) bool
            any((2, 2) float32, dim=[0, -2]) -> mismatch: dim -2 appears multiple times in the list of dims
            any((2, 3, 4) float32, dim=[-3, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            argmax((A, 1, 1, 1) int16, dim=0) -> (1, 1, 1) int64
            argmax((1,) float16, -1, keepdim=True) -> (1,) int64
            argmax(() bfloat16, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            argmin((4, C) bfloat16, 1, keepdim=False) -> (4,) int64
            argmin((1,) float32, -1, keepdim=True) -> (1,) int64
            argmin(() float16, dim=1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            count_nonzero((B, 4, C) float32, dim=0) -> (4, C) int64
            count_nonzero((4, 4, 4) bfloat16, 0) -> (4, 4) int64
            count_nonzero(() float64, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            cummax((C,) uint8, 0) -> values (C,) uint8, indices (C,) int64
            cummax((1,) int64, 0) -> values (1,) int64, indices (1,) int64
            cummax(() int32, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            cummin((C,) bool, 0) -> values (C,) bool, indices (C,) int64
            cummin(() bool, -1) -> values () bool, indices () int64
            cummin(() float64, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            cumprod((A, A, A, B) int8, -4) -> (A, A, A, B) int64
            cumprod((1, 4, 4) bfloat16, 0) -> (1, 4, 4) bfloat16
            cumprod(() float16, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            cumsum((4, 2, B, B) int32, -2) -> (4, 2, B, B) int64
            cumsum((2, 4, 2) float32, -3) -> (2, 4, 2) float32
            cumsum(() bool, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            logcumsumexp((C,) complex128, 0) -> (C,) complex128
            logcumsumexp((2, 2) bfloat16, 0) -> (2, 2) bfloat16
            logcumsumexp(() float32, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            logsumexp((B, C) float32, dim=[-1]) -> (B,) float32
            logsumexp((1,) complex128, dim=[0]) -> () complex128
            logsumexp(() int16, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            logsumexp((4, 1, 4) bfloat16, dim=[0, -3, -1], keepdim=True) -> mismatch: dim -3 appears multiple times in the list of dims
            max((A, A) float32, (A, A) float64) -> (A, A) float64
            max((1, 2) float32, (1, 2) float32) -> (1, 2) float32
            max(() float16, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            max((2, 3) bool, (1, 3, 3) bool) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1: (2, 3) and (1, 3, 3)
            mean((B,) float64, 0, keepdim=True) -> (1,) float64
            mean((2,) float32, dim=0, keepdim=True) -> (1,) float32
            mean((1,) int8) -> mismatch: mean takes a tensor of a floating-point or complex dtype, but got int8
            mean(() float16, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            median((C,) float32, -1) -> values () float32, indices () int64
            median((4,) float64, 0) -> values () float64, indices () int64
            median(() float32, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            min((A,) int8, -1) -> values () int8, indices () int64
            min((3, 1) float32, 0) -> values (1,) float32, indices (1,) int64
            min(() float32, dim=1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            mode((C,) float32, 0) -> values () float32, indices () int64
            mode((2,) int8) -> values () int8, indices () int64
            mode(() bfloat16, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            nanmedian((C, 1, A, A) bfloat16) -> () bfloat16
            nanmedian((2, 4, 4, 1) float32) -> () float32
            nanmedian(() float32, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            nansum((B, A, A) float32, dim=[1, 0]) -> (A,) float32
            nansum((3,) int8, [-1], dtype=float32) -> () float32
            nansum((4, 1, 1, 1) float32, [2, -2, -4, 3]) -> mismatch: dim -2 appears multiple times in the list of dims
            nansum((3,) float32, -2) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got -2): (3,)
            norm((1, A, 1) float32, 2, dim=0) -> (A, 1) float32
            norm((2, 3, 1) float64, 2, dim=-2) -> (2, 1) float64
            norm(() uint8, 2) -> mismatch: norm takes a tensor of a floating-point or complex dtype, but got uint8
            norm(() float32, 2, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            prod((C, A, A, C) float32, -2) -> (C, A, C) float32
            prod(() float32, dim=-1, keepdim=True) -> () float32
            prod(() int64, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            quantile((C, 1) float32, 0.5, dim=1) -> (C,) float32
            quantile((4, 4, 4) float64, 0.5, -2) -> (4, 4) float64
            quantile((1,) int64, 0.5) -> mismatch: quantile takes a tensor of float or double dtype, but got int64
            quantile(() float32, (3,) float32, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            std((C,) float32, [0], keepdim=True) -> (1,) float32
            std(() float32, dim=-1, keepdim=True) -> () float32
            std(() int64) -> mismatch: std and var only support floating-point and complex dtypes, but got int64
            std(() float32, 1, keepdim=True) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            std_mean((A, 4) complex64) -> tuple () float32, () complex64
            std_mean((1,) float32) -> tuple () float32, () float32
            std_mean(() int8) -> mismatch: std and var only support floating-point and complex dtypes, but got int8
            std_mean(() float32, 1, keepdim=False) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            sum((4, B, 1, 2) float32, dim=1) -> (4, 1, 2) float32
            sum((2, 4, 3, 4) bfloat16, -3) -> (2, 3, 4) bfloat16
            sum((4, 4) float64, dim=[-2, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            sum(() float32, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            var((1, 2, C, C) float32, [-4, 3]) -> (2, C) float32
            var((2,) float16, dim=0, keepdim=False) -> () float16
            var(() int16, dim=0) -> mismatch: std and var only support floating-point and complex dtypes, but got int16
            var(() float64, dim=1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            var_mean((3, 3, C) float32) -> tuple () float32, () float32
            var_mean((4,) float32) -> tuple () float32, () float32
            var_mean(() uint8) -> mismatch: std and var only support floating-point and complex dtypes, but got uint8
            var_mean(() float16, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            """);
  }
}
