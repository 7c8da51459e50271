package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a subscript selects, and what may be written there. */
final class SubscriptTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            index((B, T, C) float32, [0]) -> (T, C) float32
            index((B, T, C) float32, [:, -1]) -> (B, C) float32
            index((B, T, C) float32, [:, 0, :]) -> (B, C) float32
            index((B, T, C) float32, [..., None]) -> (B, T, C, 1) float32
            index((B, T, C) float32, [:, None, ..., 0]) -> (B, 1, T) float32
            index((B, T, C) float32, [:, 1:]) -> (B, T - 1, C) float32
            index((B, T, C) float32, [:, :-1]) -> (B, T - 1, C) float32
            index((B, T, C) float32, [:, -1:]) -> (B, 1, C) float32
            index((B, T, C) float32, [:, ::2]) -> (B, (T + 1)//2, C) float32
            index((B, T, 3*C) float32, [..., :C]) -> (B, T, C) float32
            index((B, T, 3*C) float32, [..., C:2*C]) -> (B, T, C) float32
            index((B, T, 3*C) float32, [..., 2*C:]) -> (B, T, C) float32
            index((1, 512, C) float32, [:, :T]) -> (1, T, C) float32
            index((B, 4, C) float32, [:, 8 - d:]) -> (B, ?, C) float32
            index((B, T, C) float32, [:, :d - k*d]) -> (B, T + d - d*k, C) float32
            index((B, 10) float32, [:, 5:20]) -> (B, 5) float32
            index((B, 10) float32, [:, 20:]) -> (B, 0) float32
            index((B, 10) float32, [:, 10]) -> mismatch: index 10 is out of bounds for dimension 1 with size 10: (B, 10)
            index((B, 10) float32, [:, -11]) -> mismatch: index -11 is out of bounds for dimension 1 with size 10: (B, 10)
            index((B, 10) float32, [0, 0, 0]) -> mismatch: too many indices for a tensor of dimension 2: 3 are given for (B, 10)
            index((B, 10) float32, [:, ::-1]) -> mismatch: the step of a slice must be greater than zero, but is -1
            index((V, C) float32, [(B, T) int64]) -> (B, T, C) float32
            index((B, T, C) float32, [(B,) int64, (B,) int64]) -> (B, C) float32
            index((B, T, C) float32, [(N,) int64, :, (N,) int64]) -> (N, T) float32
            index((B, T, C) float32, [:, (N,) int64, (N,) int64]) -> (B, N) float32
            index((B, T, C) float32, [(B, T) bool]) -> (?, C) float32
            index((B, T, C) float32, [(B, S) bool]) -> (?, C) float32 where S = T
            index((B, 4, C) float32, [(B, 5) bool]) -> mismatch: the shape of the mask (B, 5) at index 1 does not match the shape of the indexed tensor (B, 4, C) at index 1
            index((B, T) float32, [(N,) float32]) -> mismatch: tensors used as indices must be long, int, byte or bool tensors, but got float32
            index((B, T) float32, [?]) -> (...) float32
            index((...) float32, [0]) -> (...) float32
            setitem_((B, T, C) float32, [:, 0], (C,) float32) -> (B, T, C) float32
            setitem_((...) float32, [0], (3,) float64) -> (...) float32
            setitem_((B, T, C) float32, [:, 0], 0) -> (B, T, C) float32
            setitem_((B, T, 4) float32, [:, 0], (5,) float32) -> mismatch: shape mismatch: a value of shape (5,) cannot be broadcast to the indexed part, (B, 4)
            setitem_((B, 4) float32, [(N,) int64], (4,) float64) -> mismatch: an indexed part takes values of its own dtype, float32, but got float64
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            index((C, C) float32, [4::3]) -> ((C + 1)//3 - 1, C) float32
            index((1, 4, A, 1) int64, [[0, 0], 3, (A,) int64, -1]) -> (2,) int64
            index((3, B) float32, [3::3, [0, 0]]) -> (0, 2) float32
            index((1, A, B, B) float32, []) -> (1, A, B, B) float32
            index((3, C) float32, [-3, (B,) int64]) -> (B,) float32
            index((1, B, B) int64, [-1::3, 3:1]) -> (1, 0, B) int64
            index((A,) float32, [(A, 1) int64]) -> (A, 1) float32
            index((1, B, A) float32, []) -> (1, B, A) float32
            index((B, 1, C) float32, [-1]) -> (1, C) float32
            index((B,) float32, [None, -2]) -> (1,) float32
            index((1, 3, 1, C) float64, [-3::1, 1, None, (1, 4) bool]) -> (1, 1, ?) float64
            index((1, B) float32, []) -> (1, B) float32
            index((2, 1, 1) float16, [-1, 0, (1,) int64]) -> (1,) float16
            index((1, 1, 3) float32, [-1, -3:-3:2, () int64]) -> (0,) float32
            index((4, 4, 1, 2) float64, []) -> (4, 4, 1, 2) float64
            index((3, 3, 4, 1) float32, []) -> (3, 3, 4, 1) float32
            index((3, 2) float32, [2:1, True, None, ::1]) -> (0, 1, 1, 2) float32
            index((4, 2) float64, [(4,) bool, -1]) -> (?,) float64
            index((4, 4, 2, 4) int32, [0:-5, (2, 3) int64]) -> (0, 2, 3, 2, 4) int32
            index((4, 3, 2, 4) int16, []) -> (4, 3, 2, 4) int16
            index((1, 4) float32, [-1, ::1]) -> (4,) float32
            index((3, 2) int64, [..., 4:-2]) -> (3, 0) int64
            index((3, 2, 2) bfloat16, [3::1, ..., (2, 1) int64]) -> (0, 2, 2, 1) bfloat16
            index((1, 2) complex64, []) -> (1, 2) complex64
            index(() uint8, [-1]) -> mismatch: too many indices for a tensor of dimension 0: 1 are given for ()
            index((4, 3) float32, [4]) -> mismatch: index 4 is out of bounds for dimension 0 with size 4: (4, 3)
            index((2, 1, 1) float32, [:0, (3,) int16]) -> mismatch: tensors used as indices must be long, int, byte or bool tensors, but got int16
            index((3, 4, 4) int64, [[0, 0], None, (3,) int64]) -> mismatch: shape mismatch: indexing tensors could not be broadcast together with shapes (2,) and (3,)
            setitem_((A,) complex128, [], (2,) float32) -> (A,) complex128
            setitem_((3, B) float32, [], (1, B) float32) -> (3, B) float32
            setitem_((C, 1) float32, [2::2, 1::3], 2.0) -> (C, 1) float32
            setitem_((C,) float32, [5:3], (0,) float32) -> (C,) float32
            setitem_((2, 2, B) complex64, [-2, :], 2.0) -> (2, 2, B) complex64
            setitem_((C, 1, 2) float64, [2], 2.0) -> (C, 1, 2) float64
            setitem_((B, A) float32, [-5::3], (1, A) float64) -> (B, A) float32
            setitem_((1, C) complex64, [-1, (B,) int64], 1) -> (1, C) complex64
            setitem_((4, B) bfloat16, [], (1, C, B) bfloat16) -> (4, B) bfloat16
            setitem_((C, 1) float32, [], 1) -> (C, 1) float32
            setitem_((1, B, 1, 1) int64, [None, -1, 0:4, :0:1], 1) -> (1, B, 1, 1) int64
            setitem_((C,) float16, [], 2.0) -> (C,) float16
            setitem_((1, 4) float32, [], (1, 4) float32) -> (1, 4) float32
            setitem_((1,) complex64, [], (1,) complex64) -> (1,) complex64
            setitem_((2,) bfloat16, [], (1, 2) bfloat16) -> (2,) bfloat16
            setitem_((3,) float64, [:-3:2], (0,) float64) -> (3,) float64
            setitem_((1, 3) float32, [], (1, 1, 3) float32) -> (1, 3) float32
            setitem_((1,) float32, [], (1, 1) float32) -> (1,) float32
            setitem_((3,) int64, [None, None, -1], 2.0) -> (3,) int64
            setitem_((1, 4) complex128, [], 2.0) -> (1, 4) complex128
            setitem_((4,) int8, [None, -4], (1, 1) int8) -> (4,) int8
            setitem_((4, 2) bfloat16, [], (1, 4, 2) bfloat16) -> (4, 2) bfloat16
            setitem_((1, 2, 3) float32, [], (2, 3) float32) -> (1, 2, 3) float32
            setitem_((1,) float32, [None, [0, 0]], (1, 2) float32) -> (1,) float32
            setitem_((2,) float32, [(2,) int16], 1) -> mismatch: tensors used as indices must be long, int, byte or bool tensors, but got int16
            setitem_(() float16, [], (2,) float16) -> mismatch: shape mismatch: a value of shape (2,) cannot be broadcast to the indexed part, ()
            setitem_((2,) complex128, [::2, 2], (3, 1) complex128) -> mismatch: too many indices for a tensor of dimension 1: 2 are given for (2,)
            setitem_((4, 4, 3, 3) int8, [(5,) uint8, 1], (1, 2, 4) bfloat16) -> mismatch: the shape of the mask (5,) at index 0 does not match the shape of the indexed tensor (4, 4, 3, 3) at index 0
            """);
  }
}
