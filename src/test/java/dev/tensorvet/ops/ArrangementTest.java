package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Triangles, diagonals, grids, turns and repetitions. */
final class ArrangementTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            tril((T, T) float32) -> (T, T) float32
            triu((T,) float32) -> mismatch: a triangle takes a tensor of at least 2 dimensions, but got (T,)
            diag((N,) float32) -> (N, N) float32
            diagonal((B, N, N) float32, 0, 1, 2) -> (B, N) float32
            diag_embed((B, N) float32) -> (B, N, N) float32
            meshgrid((H,) int64, (W,) int64, indexing="ij") -> tuple (H, W) int64, (H, W) int64
            meshgrid((H,) int64, (W,) int64, indexing="xy") -> tuple (W, H) int64, (W, H) int64
            meshgrid([(H,) int64, (W,) int64]) -> tuple (H, W) int64, (H, W) int64
            roll((B, H, W, C) float32, [1, 1], [1, 2]) -> (B, H, W, C) float32
            flip((B, T) float32, 1) -> (B, T) float32
            rot90((B, H, W) float32, 1, [1, 2]) -> (B, W, H) float32
            repeat_interleave((B, T, C) float32, 4, 1) -> (B, 4*T, C) float32
            repeat_interleave((B, T) float32, 2) -> (2*B*T,) float32
            one_hot((B, T) int64, 10) -> (B, T, 10) int64
            one_hot((B, T) int64) -> (B, T, ?) int64
            one_hot((B, T) float32, 10) -> mismatch: one_hot takes a tensor of dtype int64, but got float32
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            cartesian_prod((A,) float32, (B,) float32) -> (A*B, 2) float32
            diag((C,) bfloat16, -2) -> (C + 2, C + 2) bfloat16
            diag(() bool, 0) -> mismatch: diag supports 1 or 2 dimensions, but got ()
            diag_embed((A,) float32, 3) -> (A + 3, A + 3) float32
            diag_embed(() int64, -2) -> mismatch: diag_embed takes a tensor of at least one dimension
            diag_embed((2, 2) bool, -1, 0, -3) -> mismatch: dim -3 appears multiple times in the list of dims
            diagonal((1, B, 4) int64, 1, -2, 2) -> (1, ?) int64
            diagonal((4,) int64, 3, 0, 0) -> mismatch: dim 0 appears multiple times in the list of dims
            diagonal((3,) bool, 2, 0, -1) -> mismatch: dim -1 appears multiple times in the list of dims
            diff((C, C, 1) float16, 1, 2) -> (C, C, 0) float16
            diff(() float32, 2, 0) -> mismatch: diff expects input to be at least one-dimensional
            diff((3,) float32, 1, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): (3,)
            flip((A, 2, B) float32, [0]) -> (A, 2, B) float32
            flip((3,) bool, [0, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            flip(() int64, [0, -1]) -> mismatch: dim -1 appears multiple times in the list of dims
            meshgrid((C,) int64, indexing="xy") -> tuple (C,) int64
            meshgrid(() int64, () float32) -> mismatch: meshgrid expects all tensors to have the same dtype, but got int64 and float32
            meshgrid((3,) int64, (3,) int64, (2, 2) int64) -> mismatch: meshgrid takes tensors of one dimension or none, but got (2, 2)
            one_hot((C, B, 2) int64, -1) -> (C, B, 2, ?) int64
            one_hot(() int32, 5) -> mismatch: one_hot takes a tensor of dtype int64, but got int32
            repeat_interleave((C,) float32, 2) -> (2*C,) float32
            repeat_interleave(() float32, 3, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            repeat_interleave(() float32, (2,) int64, 0) -> mismatch: repeats must have the same size as the input along dim, but got 2 for size 1 of dimension 0
            roll((B, C, 3) bfloat16, 1, 2) -> (B, C, 3) bfloat16
            roll((4,) int8, [1, 2]) -> mismatch: shifts and dimensions must align, but got 2 shifts and 0 dims
            roll((2, 1, 3) float32, [1, 1], [1, 3]) -> mismatch: dimension out of range (expected to be in range of [-3, 2], but got 3): (2, 1, 3)
            rot90((4, B) float32, -1, [-2, -1]) -> (B, 4) float32
            rot90(() float32, 3, [0, 0]) -> mismatch: dim 0 appears multiple times in the list of dims
            rot90((4,) bool, 2, [0, -1]) -> mismatch: dim -1 appears multiple times in the list of dims
            tril((C, B, 4) bfloat16) -> (C, B, 4) bfloat16
            tril(() uint8) -> mismatch: a triangle takes a tensor of at least 2 dimensions, but got ()
            """);
  }
}
