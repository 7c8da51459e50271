package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ProductTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        linear((B, T, 512) float32, (10, 512) float32, (10,) float32) -> (B, T, 10) float32
        linear((512,) float32, (10, 512) float32) -> (10,) float32
        linear((B, 512) float32, (512,) float32) -> (B,) float32
        linear((B, 3*H) float32, (10, 48) float32) -> (B, 10) float32 where 3*H = 48
        linear((...) float32, (4, 3) float32) -> (...) float32 where input is mostly (?, 3)
        bilinear((B, 3) float32, (B, 4) float32, (5, 3, 4) float32) -> (B, 5) float32
        embedding((B, T) int64, (1000, 64) float32) -> (B, T, 64) float32
        embedding((...) int64, (1000, 64) float32) -> (...) float32 where input is mostly (?, ?)
        embedding_bag((B, T) int64, (1000, 64) float32) -> (B, 64) float32
        embedding_bag((N,) int64, (1000, 64) float32, (B,) int64) -> (B, 64) float32
        matmul((B, 8, T, 64) float32, (B, 8, 64, S) float32) -> (B, 8, T, S) float32
        matmul((3,) float32, (3,) float32) -> () float32
        matmul((B, 2, 3) float32, (3,) float32) -> (B, 2) float32
        matmul((3,) float32, (B, 3, 4) float32) -> (B, 4) float32
        matmul((B, 1, 2, 3) float32, (8, 3, 4) float32) -> (B, 8, 2, 4) float32
        matmul((B, T, 64) float32, (B, T, 64) float32) -> (B, T, 64) float32 where 64 = T
        matmul((...) float32, (3, 2) float32) -> (...) float32
        mm((N, 3) float32, (3, K) float32) -> (N, K) float32
        bmm((B, 2, 3) float32, (B, 3, 4) float32) -> (B, 2, 4) float32
        mv((2, 3) float32, (3,) float32) -> (2,) float32
        addmm((4,) float32, (2, 3) float32, (3, 4) float32) -> (2, 4) float32
        baddbmm((B, 2, 4) float32, (B, 2, 3) float32, (B, 3, 4) float32) -> (B, 2, 4) float32
        addbmm((2, 4) float32, (B, 2, 3) float32, (B, 3, 4) float32) -> (2, 4) float32
        tensordot((B, 3, 4) float32, (3, 4, 5) float32) -> (B, 5) float32
        tensordot((B, 3, 4) float32, (5, 4, 3) float32, [[1, 2], [2, 1]]) -> (B, 5) float32
        chain_matmul((2, 3) float32, (3, 4) float32, (4, 5) float32) -> (2, 5) float32
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        linear((B, 512) float32, (10, 256) float32) -> mismatch: mat1 and mat2 shapes cannot be multiplied (B x 512 and 256 x 10)
        linear((B, 8, 2*C) float32, (C, C) float32) -> mismatch: mat1 and mat2 shapes cannot be multiplied (8*B x 2*C and C x C)
        linear((B, 512) int64, (10, 512) float32) -> mismatch: mat1 and mat2 must have the same dtype, but got int64 and float32
        linear((B, 512) float32, (10, 512) float32, (9,) float32) -> mismatch: bias of size [9] does not spread to the output of size [B, 10]
        linear(() float32, (10, 512) float32) -> mismatch: both arguments to linear need to be at least 1D
        bilinear((B, 3) float32, (B, 5) float32, (5, 3, 4) float32) -> mismatch: bilinear inputs of size [B, 3] and [B, 5] do not fit the weight of size [5, 3, 4]
        embedding((B, T) float32, (1000, 64) float32) -> mismatch: expected indices of type int64 or int32, but got float32
        embedding_bag((N,) int64, (1000, 64) float32) -> mismatch: offsets has to be a 1D Tensor but got None
        embedding_bag((B, T) int64, (1000, 64) float32, (B,) int64) -> mismatch: if input is 2D, then offsets has to be None, as input is treated as a mini-batch of fixed length sequences
        matmul((B, 2, 3) float32, (B, 2, 3) float32) -> mismatch: mat1 and mat2 shapes cannot be multiplied (2 x 3 and 2 x 3)
        matmul((5, 2, 3) float32, (4, 3, 2) float32) -> mismatch: the size of tensor a (5) must match the size of tensor b (4) at non-singleton dimension 0
        matmul(() float32, (3,) float32) -> mismatch: both arguments to matmul need to be at least 1D
        matmul((2, 3) float32, (3, 2) int64) -> mismatch: mat1 and mat2 must have the same dtype, but got float32 and int64
        mm((B, N, 3) float32, (3, K) float32) -> mismatch: input must be a 2D tensor, but got one of size [B, N, 3]
        bmm((2, 3, 4) float32, (2, 5, 6) float32) -> mismatch: expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [2, 5]
        bmm((B, 2, 3) float32, (3, 4) float32) -> mismatch: mat2 must be a 3D tensor, but got one of size [3, 4]
        addmm((5,) float32, (2, 3) float32, (3, 4) float32) -> mismatch: input of size [5] does not spread to the product of size [2, 4]
        tensordot((B, 3, 4) float32, (5, 4, 3) float32, 2) -> mismatch: contracted dimensions need to match, but first has size 3 in dim 1 and second has size 5 in dim 0
        linalg_multi_dot([(2, 3) float32, (4, 4) float32, (4, 5) float32]) -> mismatch: mat1 and mat2 shapes cannot be multiplied (2 x 3 and 4 x 4)
        """);
  }
}
