package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Decompositions, norms, and products of vectors. */
final class AlgebraTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            linalg_inv((B, N, N) float32) -> (B, N, N) float32
            linalg_inv((B, 3, 4) float32) -> mismatch: expected batches of square matrices, but they are 3 by 4
            linalg_inv((N, N) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_inv((B, N, M) float32) -> (B, N, M) float32 where M = N
            linalg_det((B, N, N) float32) -> (B,) float32
            linalg_svd((B, 5, 3) float32) -> tuple (B, 5, 5) float32, (B, 3) float32, (B, 3, 3) float32
            linalg_svd((B, 5, 3) float32, full_matrices=False) -> tuple (B, 5, 3) float32, (B, 3) float32, (B, 3, 3) float32
            linalg_qr((5, 3) float32) -> tuple (5, 3) float32, (3, 3) float32
            linalg_eigh((B, N, N) float32) -> tuple (B, N) float32, (B, N, N) float32
            linalg_solve((B, N, N) float32, (B, N, 2) float32) -> (B, N, 2) float32
            linalg_norm((B, T, C) float32, dim=-1) -> (B, T) float32
            linalg_vector_norm((B, T, C) float32, dim=-1, keepdim=True) -> (B, T, 1) float32
            linalg_norm((B, T) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            outer((N,) float32, (M,) float32) -> (N, M) float32
            dot((N,) float32, (N,) float32) -> () float32
            cross((B, 3) float32, (B, 3) float32) -> (B, 3) float32
            linalg_cross((B, 4) float32, (B, 4) float32) -> mismatch: inputs dimension 1 must have length 3, but got (B, 4) and (B, 4)
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            cross((B,) float32, (B,) float32) -> (B,) float32
            cross((1,) float32, (1,) float32) -> mismatch: no dimension of size 3 in (1,)
            det((C, 1, A, A) float32) -> (C, 1) float32
            det((4,) float32) -> mismatch: expected a tensor of at least 2 dimensions, but got (4,)
            det((1, 2) float32) -> mismatch: expected batches of square matrices, but they are 1 by 2
            dot((A,) float32, (A,) float32) -> () float32
            dot((1,) float32, (5,) float32) -> mismatch: dot expected two vectors of the same size, but got (1,) and (5,)
            dot((1,) float32, (1,) float64) -> mismatch: dot expected both vectors to have the same dtype, but got float32 and float64
            inner((4, A) float32, (A,) float32) -> (4,) float32
            inner((3,) float32, (4,) float32) -> mismatch: the last dimensions must match, but got shapes (3,) and (4,)
            inverse((4, 1, C, C) float32) -> (4, 1, C, C) float32
            inverse(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            inverse((3, 4) float32) -> mismatch: expected batches of square matrices, but they are 3 by 4
            kron((1, 1) float32, (B,) float16) -> (1, B) float32
            linalg_cholesky((C, 1, 1) float32) -> (C, 1, 1) float32
            linalg_cholesky(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_cholesky((4, 4) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_cross((B,) float32, (B,) float32) -> (B,) float32
            linalg_cross((3, 3) float32, (3,) float32) -> mismatch: inputs must have the same number of dimensions, but got (3, 3) and (3,)
            linalg_cross((1, 3, 3) float32, (4, 4, 3) float32) -> mismatch: the size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1: (1, 3, 3) and (4, 4, 3)
            linalg_det((C, B, 1, 1) complex64) -> (C, B) complex64
            linalg_det(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_det((2, 2) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_eig((C, 4) float32) -> tuple (C,) complex64, (C, 4) complex64
            linalg_eig(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_eig((2, 3) float32) -> mismatch: expected batches of square matrices, but they are 2 by 3
            linalg_eigh((C, C) float32) -> tuple (C,) float32, (C, C) float32
            linalg_eigh(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_eigh((2, 3) float32) -> mismatch: expected batches of square matrices, but they are 2 by 3
            linalg_eigvalsh((C, C, C) float32) -> (C, C) float32
            linalg_eigvalsh(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_eigvalsh((4, 5) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_inv((B, B, B) float32) -> (B, B, B) float32
            linalg_inv(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_inv((3, 4) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_matrix_exp((C, 4) float64) -> (C, 4) float64
            linalg_matrix_exp(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_matrix_exp((4, 5) float32) -> mismatch: expected batches of square matrices, but they are 4 by 5
            linalg_matrix_norm((A, C, C) float32) -> (A,) float32
            linalg_matrix_norm(() float64) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_matrix_norm(() int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_matrix_power((3, B) float32, 2) -> (3, B) float32
            linalg_matrix_power((2,) float32, 2) -> mismatch: expected a tensor of at least 2 dimensions, but got (2,)
            linalg_matrix_power((2, 3, 4) float32, 2) -> mismatch: expected batches of square matrices, but they are 3 by 4
            linalg_matrix_rank((B, 1, A) float32) -> (B,) int64
            linalg_matrix_rank(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_matrix_rank(() int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_norm((C, C, 1) float64, dim=0) -> (C, 1) float64
            linalg_norm((2, 1, 1, 2) int64, dim=-3) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_norm(() float16, dim=1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            linalg_pinv((B, A, A) float64) -> (B, A, A) float64
            linalg_pinv(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_pinv(() int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_qr((A, C) float32) -> tuple (A, ?) float32, (?, C) float32
            linalg_qr(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_qr(() int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_slogdet((A, A, A) float64) -> tuple (A,) float64, (A,) float64
            linalg_slogdet(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_slogdet((4, 4) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_solve((4, C) float32, (C,) float32) -> (C,) float32
            linalg_solve((2,) float32, (2,) float32) -> mismatch: expected a tensor of at least 2 dimensions, but got (2,)
            linalg_solve((2, 3) int64, (2,) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_svd((C, A) float32) -> tuple (C, C) float32, (?,) float32, (A, A) float32
            linalg_svd(() float64) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            linalg_svd((1,) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_vector_norm((B,) float16, 2, 0) -> () float16
            linalg_vector_norm(() int64, 2, -1) -> mismatch: expected a floating-point or complex tensor, but got int64
            linalg_vector_norm(() float32, 2, dim=1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            logdet((C, A, 1, 1) float32) -> (C, A) float32
            logdet((3,) float32) -> mismatch: expected a tensor of at least 2 dimensions, but got (3,)
            logdet((2, 2) int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            outer((C,) float32, (3,) float64) -> (C, 3) float64
            outer((2, 3) complex128, (1,) int16) -> mismatch: outer expected two vectors, but got (2, 3) and (1,)
            svd((C, A) float32) -> tuple (C, ?) float32, (?,) float32, (A, ?) float32
            svd(() float32) -> mismatch: expected a tensor of at least 2 dimensions, but got ()
            svd(() int64) -> mismatch: expected a floating-point or complex tensor, but got int64
            trace((A, 3) float32) -> () float32
            trace((4,) int8) -> mismatch: trace expected a matrix, but got (4,)
            """);
  }
}
