package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is made, and of which type. */
final class CreationTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            zeros(B, T, 512) -> (B, T, 512) float32
            zeros([B, T, 512], dtype=int64) -> (B, T, 512) int64
            zeros() -> () float32
            zeros(?) -> (?,) float32
            randn(2, -1) -> mismatch: a tensor cannot have the negative dimension -1: (2, -1)
            full([B, 1], 0.0) -> (B, 1) float32
            full([B, 1], 0) -> (B, 1) int64
            full([B, 1], True) -> (B, 1) bool
            arange(T) -> (T,) int64
            arange(1, T) -> (T - 1,) int64
            arange(0, D, 2) -> ((D + 1)//2,) int64
            arange(0, 2*D, 2) -> (D,) int64
            arange(0, 64, 2, dtype=float32) -> (32,) float32
            arange(0.0, 1.0, 0.25) -> (4,) float32
            arange(nan) -> (?,) float32
            arange(5, 1) -> mismatch: the bounds of arange, 5 and 1, do not fit the sign of the step 1
            linspace(0, 1, N) -> (N,) float32
            eye(N) -> (N, N) float32
            randint(0, 10, [B, T]) -> (B, T) int64
            randint(10, [B]) -> (B,) int64
            tensor([[1, 2], [3, 4]]) -> (2, 2) int64
            tensor([1, 2.5]) -> (2,) float32
            tensor(0.5) -> () float32
            tensor([[1, 2], [3]]) -> mismatch: expected sequence of length 2 at dim 1 (got 1)
            tensor([?, 1.0]) -> (2,) ?
            zeros_like((B, T) int64) -> (B, T) int64
            new_zeros((B, T) float16, 3, T) -> (3, T) float16
            new_tensor((B,) float32, [1, 2]) -> (2,) float32
            tril_indices(N, N) -> (2, (N**2 + N)//2) int64
            copy_((B, 3) float32, (3,) float64) -> (B, 3) float32
            copy_((3,) float32, (2, 3) float32) -> mismatch: output with shape (3,) doesn't match the broadcast shape (2, 3)
            multinomial((B, 100) float32, 5) -> (B, 5) int64
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            arange(-3) -> mismatch: the bounds of arange, 0 and -3, do not fit the sign of the step 1
            as_tensor([1, 1], dtype=float32) -> (2,) float32
            bernoulli((4, 1, C) float32) -> (4, 1, C) float32
            bernoulli_((2, B, C, B) int32) -> (2, B, C, B) int32
            complex((A, A) float32, (2, A) float32) -> (2, A) complex64
            complex(() float16, () float32) -> mismatch: expected both parts to have the same dtype, but got float16 and float32
            complex((4, 3) float32, (2, 3) float32) -> mismatch: the size of tensor a (4) must match the size of tensor b (2) at non-singleton dimension 0: (4, 3) and (2, 3)
            copy_((B, 1) float16, (3, 1) int8) -> (B, 1) float16
            copy_((3, 4) uint8, (2, 4) float32) -> mismatch: the size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 0: (3, 4) and (2, 4)
            empty([2, 2, 3], dtype=float16) -> (2, 2, 3) float16
            empty([1, -1], dtype=float32) -> mismatch: a tensor cannot have the negative dimension -1: (1, -1)
            empty_like((A,) float64, dtype=float16) -> (A,) float16
            exponential_((1, B, B) float64) -> (1, B, B) float64
            eye(3, 2) -> (3, 2) float32
            fill_((1, A, C, A) float32, 2.0) -> (1, A, C, A) float32
            fill_((3, 1) float32, (1,) float32) -> mismatch: fill_ only supports a 0-dimensional value tensor, but got one of 1 dimensions
            full([0, 4, 1], 2.0, dtype=int64) -> (0, 4, 1) int64
            full([-1, 2], True) -> mismatch: a tensor cannot have the negative dimension -1: (-1, 2)
            full_like((1, C) float32, 2.0) -> (1, C) float32
            hann_window(5) -> (5,) float32
            linspace(0, 2.5, 3) -> (3,) float32
            multinomial((C, 1) bfloat16, 1) -> (C, 1) int64
            multinomial(() float64, 1) -> mismatch: multinomial takes probabilities of 1 or 2 dimensions, but got ()
            multinomial(() int64, 1) -> mismatch: multinomial only supports floating-point dtypes for its probabilities, but got int64
            new_empty((1, C, 1) complex64, [4]) -> (4,) complex64
            new_empty((3, 2) uint8, [0, -1]) -> mismatch: a tensor cannot have the negative dimension -1: (0, -1)
            new_full((1, 2, B) float32, [], 2.0) -> () float32
            new_full((2,) float16, [3, -1], 2.0) -> mismatch: a tensor cannot have the negative dimension -1: (3, -1)
            new_ones((B, 1, B) float32, [1, 1]) -> (1, 1) float32
            new_tensor((C,) bfloat16, [[2.0, 2.0, 2.0]]) -> (1, 3) bfloat16
            new_zeros((1, 1, B, 2) float32, [2]) -> (2,) float32
            new_zeros((3, 3) float32, [-1, 0]) -> mismatch: a tensor cannot have the negative dimension -1: (-1, 0)
            normal((B, C, B) float32, 0.5) -> (B, C, B) float32
            normal_((4, 1, B, A) float64) -> (4, 1, B, A) float64
            ones([2, 4], dtype=float32) -> (2, 4) float32
            ones([-1]) -> mismatch: a tensor cannot have the negative dimension -1: (-1,)
            ones_like((C, 1, B, B) int64) -> (C, 1, B, B) int64
            polar(() float32, (C, B) float32) -> (C, B) complex64
            polar(() float16, () float32) -> mismatch: expected both parts to have the same dtype, but got float16 and float32
            polar((4,) complex128, (4, 3) complex128) -> mismatch: the size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 1: (4,) and (4, 3)
            rand([4, 0, 4], dtype=float16) -> (4, 0, 4) float16
            rand([3, -1]) -> mismatch: a tensor cannot have the negative dimension -1: (3, -1)
            rand_like((B, 1, 4, 1) float32) -> (B, 1, 4, 1) float32
            randint(5, [2, 3]) -> (2, 3) int64
            randn([3, 2, 4], dtype=float32) -> (3, 2, 4) float32
            randn([-1]) -> mismatch: a tensor cannot have the negative dimension -1: (-1,)
            random_((A, 1, A, B) float32) -> (A, 1, A, B) float32
            randperm(1) -> (1,) int64
            tensor([[[True], [True], [True]]]) -> (1, 3, 1) bool
            tensor([[[1], [1]], [[True, True], [True, True]], [[1, True, 2.0]]]) -> mismatch: expected sequence of length 1 at dim 2 (got 2)
            tril_indices(4, 4) -> (2, 10) int64
            triu_indices(3, 4) -> (2, ?) int64
            uniform_((C, B, A, 2) float32) -> (C, B, A, 2) float32
            zero_((B, 1) bfloat16) -> (B, 1) bfloat16
            zeros([1, 2, 0], dtype=float16) -> (1, 2, 0) float16
            zeros([-1]) -> mismatch: a tensor cannot have the negative dimension -1: (-1,)
            zeros_like((C,) float32, dtype=int64) -> (C,) int64
            """);
  }
}
