package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class JoiningTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        cat([(B, 3, H, W) float32, (B, 5, H, W) float32], 1) -> (B, 8, H, W) float32
        cat([(B, 3) float32, (B, C) int64], dim=-1) -> (B, C + 3) float32
        cat([(0,) float32, (B, 3) float32]) -> (B, 3) float32
        cat([(B, 4) float32, (N, C) float32]) -> (B + N, 4) float32 where C = 4
        cat([(B, 4) float32, (...) float32], 1) -> (B, ?) float32
        cat(?, 1) -> (...) ?
        stack([(B, 3) float32, (B, 3) float32], 1) -> (B, 2, 3) float32
        stack([(B, 3) float32, (B, 3) float32, (...) float32], -1) -> (B, 3, 3) float32
        vstack([(3,) float32, (2, 3) float32]) -> (3, 3) float32
        hstack([(2,) float32, (3,) float32]) -> (5,) float32
        dstack([(2, 3) float32, (2, 3) float32]) -> (2, 3, 2) float32
        split((10, 3) float32, 4) -> tuple (4, 3) float32, (4, 3) float32, (2, 3) float32
        split((B, 3*C) float32, C, 1) -> tuple (B, C) float32, (B, C) float32, (B, C) float32
        split((B, 10) float32, [3, 7], -1) -> tuple (B, 3) float32, (B, 7) float32
        split((B, C) float32, [3, ?], 1) -> tuple (B, 3) float32, (B, ?) float32
        split((B, T) float32, 4, 1) -> unknown: it is not known how many pieces there are
        split_with_sizes((B, C) float32, [3, 6], 1) -> tuple (B, 3) float32, (B, 6) float32 where C = 9
        chunk((B, 3*C) float32, 3, -1) -> tuple (B, C) float32, (B, C) float32, (B, C) float32
        # there may be fewer pieces than are asked for
        chunk((5,) float32, 4) -> tuple (2,) float32, (2,) float32, (1,) float32
        chunk((B, 7) float32, 2, 1) -> tuple (B, 4) float32, (B, 3) float32
        # a size that is not known is large enough
        chunk((B, C) float32, 2, 1) -> tuple (B, (C + 1)//2) float32, (B, C//2) float32
        unbind((3, B, 8) float32) -> tuple (B, 8) float32, (B, 8) float32, (B, 8) float32
        unbind((B, 3) float32) -> unknown: it is not known how many pieces there are
        tensor_split((7,) float32, 3) -> tuple (3,) float32, (2,) float32, (2,) float32
        tensor_split((B, 10) float32, [2, 5], 1) -> tuple (B, 2) float32, (B, 3) float32, (B, 5) float32
        tensor_split((B, C) float32, 2, 1) -> tuple (B, (C + 1)//2) float32, (B, C//2) float32
        hsplit((B, 6) float32, 2) -> tuple (B, 3) float32, (B, 3) float32
        column_stack([(3,) float32, (3, 2) float32]) -> (3, 3) float32
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        cat([(2, 4) float32, (2, 6) float32]) -> mismatch: sizes of tensors must match except in dimension 0, expected size 4 in dimension 1 but got size 6 for tensor number 1 in the list
        cat([(2, 4) float32, (2,) float32]) -> mismatch: tensors must have same number of dimensions: got 2 and 1
        cat([]) -> mismatch: expected a non-empty list of tensors
        cat((2, 3) float32) -> mismatch: cat(): argument 'tensors' must be tuple of Tensors, not Tensor
        cat((...) ?) -> (...) ?
        stack((...) ?) -> (...) ?
        cat([(2, 3) float32], 2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (2, 3)
        stack([(2, 3) float32, (2, 4) float32]) -> mismatch: stack expects each tensor to be equal size, but got [2, 3] at entry 0 and [2, 4] at entry 1
        split((B, 10) float32, [3, 6], 1) -> mismatch: split_with_sizes expects split_sizes to sum exactly to 10 (input tensor's size at dimension 1), but got split_sizes=[3, 6]
        chunk((B, 4) float32, 0, 1) -> mismatch: chunk expects chunks to be greater than 0, got: 0
        unbind((B, 3) float32, 2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (B, 3)
        hsplit((B, 7) float32, 2) -> mismatch: the size of the dimension (7) is not divisible by the number of sections (2)
        vsplit((6,) float32, 2) -> mismatch: a tensor with at least 2 dimension(s) is required, but got a tensor with 1 dimensions
        """);
  }
}
