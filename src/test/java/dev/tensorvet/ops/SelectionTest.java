package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is picked by places, by a mask, or by order. */
final class SelectionTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            gather((B, T, C) float32, 1, (B, 1, C) int64) -> (B, 1, C) float32
            gather((B, T, C) float32, 1, (B, T) int64) -> mismatch: the index of gather must have the same number of dimensions as its input, but got (B, T) for (B, T, C)
            gather((B, C) float32, 1, (B, 1) float32) -> mismatch: gather takes an index of dtype int64 or int32, but got float32
            gather((B, C) float32, 1, (...) int64) -> (...) float32
            scatter((B, C) float32, 1, (B, 1) int64, 1.0) -> (B, C) float32
            scatter_((B, C) float32, 1, (B, 1) int64, (B, 1) float32) -> (B, C) float32
            scatter_((B, C) float32, 1, (B, 1) int64, (B, 1) float64) -> mismatch: scatter takes a source of the dtype of its input, float32, but got float64
            index_select((B, T, C) float32, 1, (N,) int64) -> (B, N, C) float32
            take_along_dim((B, T, C) float32, (B, 1, 1) int64, 1) -> (B, 1, C) float32
            masked_select((B, T) float32, (B, T) bool) -> (?,) float32
            nonzero((B, T) bool) -> (?, 2) int64
            nonzero((B, T) bool, as_tuple=True) -> tuple (?,) int64, (?,) int64
            nonzero((...) bool, as_tuple=True) -> unknown: it is not known how many dimensions the tensor has
            topk((B, C) float32, 5) -> values (B, 5) float32, indices (B, 5) int64
            topk((B, 3) float32, 5) -> mismatch: selected index k out of range: 5 of the 3 elements along dimension 1 of (B, 3)
            sort((B, C) float32, descending=True) -> values (B, C) float32, indices (B, C) int64
            unique((B, T) int64, return_inverse=True) -> tuple (?,) int64, (B, T) int64
            searchsorted((N,) float32, (B, T) float32) -> (B, T) int64
            bucketize((B, T) float32, (N,) float32) -> (B, T) int64
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            argsort((C, C, 1, 2) int16, 0) -> (C, C, 1, 2) int64
            argsort((C, B, C, 1) int64, 1) -> (C, B, C, 1) int64
            argsort((1, 1, 1, 2) int32, -3) -> (1, 1, 1, 2) int64
            argsort((2, 3, 2, 1) int64, -3) -> (2, 3, 2, 1) int64
            argsort(() float16, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            argwhere((1, B, 2) int8) -> (?, 3) int64
            argwhere((A, 3) float32) -> (?, 2) int64
            argwhere((2,) float32) -> (?, 1) int64
            argwhere((4, 2) int32) -> (?, 2) int64
            bincount((C,) int64, (4,) float64) -> (?,) float64
            bincount((C,) int8, (4,) float32) -> (?,) float32
            bincount((4,) uint8, (4,) float32) -> (?,) float32
            bincount((4,) int32, (4,) int64) -> (?,) float64
            bincount((2, 2) int8) -> mismatch: bincount only supports 1-d non-negative integral inputs, but got (2, 2) int8
            bucketize((C, 1) float32, (3,) float32) -> (C, 1) int64
            bucketize((A, B) float32, (B,) float32) -> (A, B) int64
            bucketize((3,) float32, (3,) float32) -> (3,) int64
            bucketize((1,) float32, (3,) float32) -> (1,) int64
            bucketize(() float32, (2, 3) float32) -> mismatch: the boundaries of bucketize must have one dimension, but are (2, 3)
            gather((A,) float64, 0, (A,) int64) -> (A,) float64
            gather((3, C) bool, 1, (B, C) int64) -> (B, C) bool
            gather((1,) float32, -1, (1,) int64) -> (1,) float32
            gather((1,) float32, 0, (1,) int32) -> (1,) float32
            gather(() int64, 1, () int16) -> mismatch: gather takes an index of dtype int64 or int32, but got int16
            gather(() int8, 1, () int32) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): (1,)
            gather((2, 1, 1) float32, 0, (2, 4, 3) int64) -> mismatch: expected index (2, 4, 3) to be no larger than the input (2, 1, 1) apart from dimension 0
            gather((1,) uint8, 0, (1, 1, 4) int32) -> mismatch: the index of gather must have the same number of dimensions as its input, but got (1, 1, 4) for (1,)
            histc((A, B) float32, 5) -> (5,) float32
            histc((2, 3) float32, 5) -> (5,) float32
            index_add((2,) float32, 0, (A,) int64, (A,) float32) -> (2,) float32
            index_add((C, A) float32, 1, (3,) int64, (4, B) float32) -> (C, A) float32
            index_add(() int64, -1, () int64, () int64) -> () int64
            index_add((4,) float32, 0, (3,) int64, (3,) float32) -> (4,) float32
            index_add(() float32, 0, (1, 2) int32, () float32) -> mismatch: the index must be a vector, but is (1, 2)
            index_add(() int8, -1, () bool, () int8) -> mismatch: index_add takes an index of dtype int64 or int32, but got bool
            index_add(() int64, -1, () int32, () bfloat16) -> mismatch: the input (int64) and the source (bfloat16) must have the same dtype
            index_add(() float32, 1, () int64, () float32) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            index_add((4,) float32, 0, (3,) int64, (3,) float16) -> mismatch: the input (float32) and the source (float16) must have the same dtype
            index_add((3, 1) float32, -2, () int32, (1, 3) float32) -> mismatch: a source of shape (1, 3) does not fit (3, 1) with 1 indices along dimension 0
            index_copy((A, A) int32, -2, (3,) int64, (B, 2) int32) -> (A, A) int32
            index_copy((1, 4) float64, 0, (A,) int64, (A, C) float64) -> (1, 4) float64
            index_copy((1, 2) int32, 0, (0,) int64, (0, 2) int32) -> (1, 2) int32
            index_copy((1,) float32, 0, (3,) int64, (3,) float32) -> (1,) float32
            index_copy(() int64, 0, (1, 2) int64, () int64) -> mismatch: the index must be a vector, but is (1, 2)
            index_copy(() int8, 1, (2,) bool, () int8) -> mismatch: expected `index` to be of dtype int64, but got bool
            index_copy((2,) uint8, -1, () int64, (1,) float32) -> mismatch: the input (uint8) and the source (float32) must have the same dtype
            index_copy((2, 4) int64, 0, (3,) int64, (3, 4) int32) -> mismatch: the input (int64) and the source (int32) must have the same dtype
            index_copy(() float32, 1, () int64, () float32) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            index_copy((4, 4, 4) bfloat16, 2, (0,) int64, (4, 4, 0) bool) -> mismatch: the input (bfloat16) and the source (bool) must have the same dtype
            index_fill(() float32, 0, (A,) int64, 1.0) -> () float32
            index_fill((B,) uint8, -1, (B,) int64, 1.0) -> (B,) uint8
            index_fill((4,) bool, -1, (0,) int64, 1.0) -> (4,) bool
            index_fill((4,) float16, -1, (0,) int64, 1.0) -> (4,) float16
            index_fill(() float32, -1, () bool, 1.0) -> mismatch: expected `index` to be of dtype int64, but got bool
            index_fill((3,) int32, 0, (1, 2) int64, 1.0) -> mismatch: the index of index_fill must be a vector, but is (1, 2)
            index_fill(() float32, 1, () int64, 1.0) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            index_select((A,) int64, -1, (B,) int64) -> (B,) int64
            index_select((C, B) float32, -1, (2,) int64) -> (C, 2) float32
            index_select((4,) int64, 0, (2,) int64) -> (2,) int64
            index_select((3,) float32, 0, (0,) int64) -> (0,) float32
            index_select(() float32, 0, (1, 2) int64) -> mismatch: the index of index_select must be a vector, but is (1, 2)
            index_select(() float32, -1, (0,) bool) -> mismatch: index_select takes an index of dtype int64 or int32, but got bool
            index_select(() bfloat16, 1, () int64) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            isin((B, 1, 2) float32, (B,) float32) -> (B, 1, 2) bool
            isin((3, C, A, 3) float32, (B,) float32) -> (3, C, A, 3) bool
            isin((4, 1, 2) float32, (3,) float32) -> (4, 1, 2) bool
            isin((2, 2) float32, (3,) float32) -> (2, 2) bool
            kthvalue((C,) float16, 2, -1) -> values () float16, indices () int64
            kthvalue((1, C) int64, 2, 1) -> values (1,) int64, indices (1,) int64
            kthvalue((3,) float32, 3, 0) -> values () float32, indices () int64
            kthvalue((3,) float32, 3, -1) -> values () float32, indices () int64
            kthvalue(() int64, 2, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            kthvalue(() float32, 2, 0) -> mismatch: selected number k out of range for dimension 0: 2 of the 1 elements of ()
            masked_scatter((A, B) int16, (2, B) bool, (S1,) int16) -> (2, B) int16
            masked_scatter((1,) float64, (1,) bool, (S1,) float64) -> (1,) float64
            masked_scatter(() float32, () bool, (500,) float32) -> () float32
            masked_scatter((3,) int64, (3,) bool, (500,) int64) -> (3,) int64
            masked_scatter((3, 4) float32, () bool, (500,) bool) -> mismatch: masked_scatter takes a source of the dtype of its input, float32, but got bool
            masked_scatter((4, 1) float16, (2, 4) bool, (500,) float16) -> mismatch: the size of tensor a (4) must match the size of tensor b (2) at non-singleton dimension 0: (4, 1) and (2, 4)
            masked_select((C, C) bool, (C, C) bool) -> (?,) bool
            masked_select((1, A) int64, (1, A) bool) -> (?,) int64
            masked_select((2,) int64, (2,) bool) -> (?,) int64
            masked_select((3,) float32, (3,) bool) -> (?,) float32
            masked_select(() int64, () uint8) -> mismatch: a mask must be a bool tensor, but got uint8
            masked_select((4, 3, 3) int16, (2, 1) bool) -> mismatch: the size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1: (4, 3, 3) and (2, 1)
            nonzero((A,) float16, as_tuple=True) -> tuple (?,) int64
            nonzero((1, C, A, 1) bfloat16) -> (?, 4) int64
            nonzero((2,) float32, as_tuple=True) -> tuple (?,) int64
            nonzero((2,) float64, as_tuple=True) -> tuple (?,) int64
            scatter((2,) int64, -1, (A,) int64, 1.0) -> (2,) int64
            scatter((2,) bool, 0, (D,) int64, (D,) bool) -> (2,) bool
            scatter((3,) int8, 0, (3,) int32, (3,) int8) -> (3,) int8
            scatter((4,) int64, -1, (4,) int64, (4,) int64) -> (4,) int64
            scatter(() float32, 1, () int16, 1.0) -> mismatch: scatter takes an index of dtype int64 or int32, but got int16
            scatter(() int32, 1, () int64, 1.0) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): (1,)
            scatter((1, 2, 3) float32, 0, (2, 2, 3) int64, (2, 2, 3) float16) -> mismatch: scatter takes a source of the dtype of its input, float32, but got float16
            scatter((4,) int64, -1, (4,) int32, (2,) int64) -> mismatch: expected index (4,) to be no larger than the input (4,) apart from dimension 0, and no larger than the source (2,)
            scatter((2, 4) float32, -1, () int64, () float32) -> mismatch: the index and the source of scatter must have the same number of dimensions as its input, but got () and () for (2, 4)
            scatter((2, 4, 2) complex128, -2, (2, 4, 3) int64, (1, 4, 3) complex128) -> mismatch: expected index (2, 4, 3) to be no larger than the input (2, 4, 2) apart from dimension 1, and no larger than the source (1, 4, 3)
            scatter_((A,) uint8, -1, (2,) int64, 1.0) -> (A,) uint8
            scatter_((B,) int8, 0, (B,) int64, (B,) int8) -> (B,) int8
            scatter_((1,) bool, 0, (1,) int64, (1,) bool) -> (1,) bool
            scatter_((2,) bfloat16, -1, (2,) int64, 1.0) -> (2,) bfloat16
            scatter_(() float32, 0, () float32, 1.0) -> mismatch: scatter takes an index of dtype int64 or int32, but got float32
            scatter_(() int64, 1, () int64, () float32) -> mismatch: scatter takes a source of the dtype of its input, int64, but got float32
            scatter_(() int64, 1, () int64, () int64) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): (1,)
            scatter_((1, 4, 2) float32, 0, (3,) int64, (3,) float32) -> mismatch: the index and the source of scatter must have the same number of dimensions as its input, but got (3,) and (3,) for (1, 4, 2)
            scatter_((3, 2, 1) float32, -3, (3, 2, 3) int64, (3, 2, 3) float32) -> mismatch: expected index (3, 2, 3) to be no larger than the input (3, 2, 1) apart from dimension 0, and no larger than the source (3, 2, 3)
            scatter_add((B,) int64, 0, (B,) int64, (B,) int64) -> (B,) int64
            scatter_add((A,) float32, 0, (A,) int64, (A,) float32) -> (A,) float32
            scatter_add((2,) float32, 0, (2,) int64, (2,) float32) -> (2,) float32
            scatter_add((2,) bfloat16, 0, (2,) int64, (2,) bfloat16) -> (2,) bfloat16
            scatter_add(() int8, -1, () int16, () int8) -> mismatch: scatter takes an index of dtype int64 or int32, but got int16
            scatter_add(() float64, 1, () int64, () float64) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): (1,)
            scatter_add(() bfloat16, 1, () int64, () complex64) -> mismatch: scatter takes a source of the dtype of its input, bfloat16, but got complex64
            scatter_add((1,) float64, 0, (5,) int64, (2,) float64) -> mismatch: expected index (5,) to be no larger than the input (1,) apart from dimension 0, and no larger than the source (2,)
            scatter_add((3, 4) float32, 0, (5, 4) int64, (4, 4) float32) -> mismatch: expected index (5, 4) to be no larger than the input (3, 4) apart from dimension 0, and no larger than the source (4, 4)
            scatter_add((3, 2, 1) bool, 2, (3, 2, 1) int64, (3, 1, 1) bool) -> mismatch: expected index (3, 2, 1) to be no larger than the input (3, 2, 1) apart from dimension 2, and no larger than the source (3, 1, 1)
            scatter_reduce((A,) int64, -1, (2,) int64, (2,) int64, "amax") -> (A,) int64
            scatter_reduce((C,) float64, -1, (4,) int64, (C,) float64, "amax") -> (C,) float64
            scatter_reduce((3,) bool, 0, (3,) int64, (3,) bool, "amax") -> (3,) bool
            scatter_reduce((3,) int32, 0, (1,) int64, (1,) int32, "amax") -> (3,) int32
            scatter_reduce(() int16, 1, () int16, () int16, "amax") -> mismatch: scatter takes an index of dtype int64 or int32, but got int16
            scatter_reduce(() int64, 1, () int64, () float32, "amax") -> mismatch: scatter takes a source of the dtype of its input, int64, but got float32
            scatter_reduce(() float32, 1, () int64, () float32, "amax") -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): (1,)
            searchsorted((B,) float32, (B,) float32) -> (B,) int64
            searchsorted((C,) float32, (C,) float32) -> (C,) int64
            searchsorted((3,) float32, () float32) -> () int64
            searchsorted((4,) float32, (4,) float32) -> (4,) int64
            searchsorted((3, 1) float32, 2.0) -> mismatch: the sorted sequence of searchsorted must have one dimension, or all but the last of the values, but got (3, 1) and ()
            sort((C,) float32, 0) -> values (C,) float32, indices (C,) int64
            sort((A,) float32, -1) -> values (A,) float32, indices (A,) int64
            sort((2,) int64, 0) -> values (2,) int64, indices (2,) int64
            sort((2,) float32, 0) -> values (2,) float32, indices (2,) int64
            sort(() float32, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            take((B, C, 3) float64, (1,) int64) -> (1,) float64
            take((B, A, 1) float32, (A,) int64) -> (A,) float32
            take((2,) uint8, (1, 3, 4) int64) -> (1, 3, 4) uint8
            take((3, 2, 1) int8, (2, 1, 3) int64) -> (2, 1, 3) int8
            take((4, 4) float32, (1,) int32) -> mismatch: expected `index` to be of dtype int64, but got int32
            take_along_dim((4,) float32, (D,) int64) -> (D,) float32
            take_along_dim((B,) float32, (1,) int64, 0) -> (1,) float32
            take_along_dim((2,) bool, (4,) int64, -1) -> (4,) bool
            take_along_dim((3,) float16, (3,) int64) -> (3,) float16
            take_along_dim(() int64, () int32, -1) -> mismatch: expected `indices` to be of dtype int64, but got int32
            take_along_dim(() bool, () int64, 1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            take_along_dim((1, 3, 4) float32, () int64, 2) -> mismatch: the input and the indices of take_along_dim must have the same number of dimensions, but got (1, 3, 4) and ()
            take_along_dim((2, 2) float64, (2, 3) int64, -2) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1: (2, 2) and (2, 3)
            topk((C,) int8, 1) -> values (1,) int8, indices (1,) int64
            topk((C,) int64, 2) -> values (2,) int64, indices (2,) int64
            topk((2,) int64, 2) -> values (2,) int64, indices (2,) int64
            topk((2,) int64, 1) -> values (1,) int64, indices (1,) int64
            topk((1,) float32, 2) -> mismatch: selected index k out of range: 2 of the 1 elements along dimension 0 of (1,)
            topk((2,) int32, 2, -2) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got -2): (2,)
            unique((1, C, C, 1) bool, dim=0) -> (?, C, C, 1) bool
            unique((2, A, B) int64, dim=-1) -> (2, A, ?) int64
            unique((1, 3, 3) float32, dim=-2) -> (1, ?, 3) float32
            unique((1, 1, 1) int64, dim=0) -> (?, 1, 1) int64
            unique(() float32, return_counts=True, dim=1) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): ()
            unique_consecutive((C, 1) float32) -> (?,) float32
            unique_consecutive((B, 3, 1, A) float32) -> (?,) float32
            unique_consecutive((4, 2, 4, 3) int32) -> (?,) int32
            unique_consecutive((1, 1) float32) -> (?,) float32
            """);
  }
}
