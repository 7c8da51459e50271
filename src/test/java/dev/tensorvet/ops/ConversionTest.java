package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Types of elements, devices, and complex numbers as pairs. */
final class ConversionTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            to((B, 3) float32, float16) -> (B, 3) float16
            to((B, 3) float32, cuda) -> (B, 3) float32
            to((B, 3) float32, cuda, float64) -> (B, 3) float64
            to((B, 3) float32, (2,) int64) -> (B, 3) int64
            to((B, 3) float32, ?) -> (B, 3) ?
            to((B, 3) float32, device=?) -> (B, 3) float32
            to((B, 3) float32, dtype=bfloat16) -> (B, 3) bfloat16
            view_as_complex((B, T, 2) float32) -> (B, T) complex64
            view_as_complex((B, T, 3) float32) -> mismatch: view_as_complex takes a tensor with a last dimension of size 2, but got (B, T, 3)
            view_as_real((B, T) complex64) -> (B, T, 2) float32
            view_as_real((B, T) float32) -> mismatch: view_as_real is only supported for complex tensors, but got float32
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            bfloat16((2, 4, 1, 4) float32) -> (2, 4, 1, 4) bfloat16
            bool((A, A, 1) float32) -> (A, A, 1) bool
            byte((B, 2) float32) -> (B, 2) uint8
            char((B, A, B, 1) int64) -> (B, A, B, 1) int8
            cpu((C, 1, 2, 2) int64) -> (C, 1, 2, 2) int64
            double((C, 1, 4) complex64) -> (C, 1, 4) float64
            float((A, B, B, 1) int64) -> (A, B, B, 1) float32
            half((1, C, 4) float32) -> (1, C, 4) float16
            imag((B, 2, C, A) complex64) -> (B, 2, C, A) float32
            imag((2, 3) float32) -> mismatch: imag is not implemented for tensors with non-complex dtypes, but got float32
            int((C, 2, C, 1) float32) -> (C, 2, C, 1) int32
            long((C, 1, A) float32) -> (C, 1, A) int64
            real((B, A, C, 3) bfloat16) -> (B, A, C, 3) bfloat16
            short((3, 1, C) complex64) -> (3, 1, C) int16
            to((C, A, B, 4) float32, int64) -> (C, A, B, 4) int64
            type((1, 1, C) float32, float32) -> (1, 1, C) float32
            type_as((B, B) float32, (1,) bool) -> (B, B) bool
            view_as_complex((1, C, A) float32) -> (1, C) complex64
            view_as_complex(() float32) -> mismatch: view_as_complex takes a tensor with a last dimension of size 2, but got ()
            view_as_real((A, 1) complex128) -> (A, 1, 2) float64
            view_as_real((4, 3) int64) -> mismatch: view_as_real is only supported for complex tensors, but got int64
            """);
  }
}
