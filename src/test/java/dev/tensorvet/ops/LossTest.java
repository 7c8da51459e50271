package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What losses accept and give. */
final class LossTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            cross_entropy((B, 10) float32, (B,) int64) -> () float32
            cross_entropy((B, 10) float32, (B,) int64, reduction="none") -> (B,) float32
            cross_entropy((B, 10) float32, (N,) int64) -> () float32 where N = B
            cross_entropy((B, 10) float32, (...) int64) -> () float32 where target is (B,)
            cross_entropy((B, 10) float32, (B, 10) float32) -> () float32
            cross_entropy((B, 10) float32, (B, 10) int64) -> mismatch: expected a floating-point type for a target with class probabilities, as one of the input's shape (B, 10) is, but got int64
            cross_entropy((B, 10) float32, (B,) float32) -> mismatch: expected target dtype to be int64, but got float32
            cross_entropy((B, 10) float32, (B, 1) int64) -> mismatch: target size (B, 1) must be the same as input size (B, 10)
            cross_entropy((B, V, T) float32, (B, T) int64, reduction="none") -> (B, T) float32
            cross_entropy((4, 5, 100) float32, (4, 5) int64) -> mismatch: a target of shape (4, 5) does not fit an input of shape (4, 5, 100): expected one class for each place, (4, 100)
            cross_entropy((B, C, H, W) float32, (B, 1, H, W) int64) -> mismatch: expected a floating-point type for a target with class probabilities, as one of the input's shape (B, C, H, W) is, but got int64
            cross_entropy((B, 10) float32, (B,) int64, (9,) float32) -> mismatch: the weight must have one number for each of the 10 classes, but is of shape (9,)
            cross_entropy((B, 10) float32, (B,) int64, reduction=?) -> (...) float32
            nll_loss((B, 10) float32, (B,) int64) -> () float32
            binary_cross_entropy((B, 1) float32, (B,) float32) -> mismatch: target size (B,) must be the same as input size (B, 1)
            binary_cross_entropy_with_logits((B, 1) float32, (B, 1) int64) -> mismatch: binary_cross_entropy_with_logits takes floating-point tensors, but got float32 and a target of int64
            # Different shapes are but warned of.
            mse_loss((B, 1) float32, (B,) float32) -> () float32
            mse_loss((B, 1) float32, (B,) float32, reduction="none") -> (B, B) float32
            mse_loss((B, 3) float32, (B, 4) float32) -> mismatch: the size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1: (B, 3) and (B, 4)
            mse_loss((B,) int64, (B,) int64) -> mismatch: the loss is not implemented for int64
            l1_loss((B, 3) float32, (B, 3) float64) -> () float64
            kl_div((B, C) float32, (B, C) float32, reduction="batchmean") -> () float32
            triplet_margin_loss((B, C) float32, (B, C) float32, (B, C) float32, reduction="none") -> (B,) float32
            ctc_loss((T, B, C) float32, (B, S) int64, (B,) int64, (B,) int64, reduction="none") -> (B,) float32
            cosine_similarity((B, C) float32, (B, C) float32) -> (B,) float32
            cosine_similarity((B, 1, C) float32, (1, N, C) float32, -1) -> (B, N) float32
            pairwise_distance((B, C) float32, (B, C) float32, keepdim=True) -> (B, 1) float32
            cdist((B, P, C) float32, (B, R, C) float32) -> (B, P, R) float32
            cdist((B, P, 3) float32, (B, R, 4) float32) -> mismatch: the rows of both must have the same number of columns, but got (B, P, 3) and (B, R, 4)
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            binary_cross_entropy((B,) float32, (3,) float32) -> () float32
            binary_cross_entropy((A, B) float32, (A, B) float32) -> () float32
            binary_cross_entropy((2, 1) float32, (A, 1) float32) -> () float32
            binary_cross_entropy(() float32, () float32) -> () float32
            binary_cross_entropy((3,) float32, (3,) int32) -> mismatch: expected a target of dtype float32, but got int32
            binary_cross_entropy((4,) float32, (4,) float32, reduction="avg") -> mismatch: avg is not a valid value for reduction
            binary_cross_entropy(() float32, (2, 2, 1) float32, reduction="mean") -> mismatch: target size (2, 2, 1) must be the same as input size ()
            binary_cross_entropy((4, 3, 1) float32, () float32, weight=(1, 1) float32) -> mismatch: target size () must be the same as input size (4, 3, 1)
            binary_cross_entropy_with_logits((3,) float64, (B,) float64) -> () float64
            binary_cross_entropy_with_logits((1, 2) float64, (1, A) float64) -> () float64
            binary_cross_entropy_with_logits(() float64, () float64) -> () float64
            binary_cross_entropy_with_logits((4,) float32, (4,) float32) -> () float32
            binary_cross_entropy_with_logits((3, 2, 2) int64, (3, 2, 2) int64) -> mismatch: binary_cross_entropy_with_logits takes floating-point tensors, but got int64 and a target of int64
            cdist((B, C) float32, (C, C) float32) -> (B, C) float32
            cdist((B, 2) float32, (4, A) float32) -> (B, 4) float32
            cdist((B, B) float32, (4, B) float32) -> (B, 4) float32
            cdist((3, 4) float32, (4, 4) float32) -> (3, 4) float32
            cdist((3, 4) int64, (4, 4) float32) -> mismatch: cdist only supports floating-point dtypes, but got int64
            cdist((3, 3) float64, (4, 4) float32) -> mismatch: cdist takes two tensors of the same dtype, but got float64 and float32
            cdist((3, 1) float32, (4, 2) float32) -> mismatch: the rows of both must have the same number of columns, but got (3, 1) and (4, 2)
            cdist((2, 1, 3, 1) float32, (4, 1, 4, 1) float32) -> mismatch: the size of tensor a (2) must match the size of tensor b (4) at non-singleton dimension 0: (2, 1, 3, 1) and (4, 1, 4, 1)
            cosine_embedding_loss((C, C) float32, (C, 4) float32, (C,) float32) -> () float32
            cosine_embedding_loss((3, 3) float32, (B, B) float32, (B,) float32) -> () float32
            cosine_embedding_loss((3, 3) float32, (3, 3) float32, (3,) float32) -> () float32
            cosine_embedding_loss((1, 3) float32, (1, 3) float32, (1,) float32) -> () float32
            cosine_embedding_loss((1,) float32, (1,) float32, (2,) float32) -> mismatch: a target of 1 dimensions does not go with inputs of shapes (1,) and (1,)
            cosine_similarity((B,) float32, (3,) float32, -1) -> () float32
            cosine_similarity((A,) float32, (A,) float32, -1) -> () float32
            cosine_similarity((4,) float32, (C,) float32, -1) -> () float32
            cosine_similarity((1,) float32, (1,) float32, 0) -> () float32
            cosine_similarity((4,) int64, () int64, -1) -> mismatch: cosine_similarity takes floating-point tensors, but got int64
            cosine_similarity((1,) int64, (1,) float32) -> mismatch: dimension out of range (expected to be in range of [-1, 0], but got 1): (1,)
            cosine_similarity((4,) float64, (3,) float32) -> mismatch: the size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0: (4,) and (3,)
            cross_entropy((B, A) float32, (B,) int64) -> () float32
            cross_entropy((2, 4) float32, (A, C) float64) -> () float64
            cross_entropy((B, 4, B) float32, (B, B) int64) -> () float32
            cross_entropy((3, 5, 2) float32, (3, 2) int64) -> () float32
            cross_entropy((3,) float32, () float32) -> mismatch: expected target dtype to be int64, but got float32
            cross_entropy((2,) float64, () int64, reduction="avg") -> mismatch: avg is not a valid value for reduction
            cross_entropy((4, 3, 2) float64, (4, 3, 1) int64, reduction="mean") -> mismatch: target size (4, 3, 1) must be the same as input size (4, 3, 2)
            cross_entropy((3, 5) float32, (1,) int32) -> mismatch: a target of shape (1,) does not fit an input of shape (3, 5): expected one class for each place, (3,)
            ctc_loss((S1, 1, D) float32, (1, B) int64, (1,) int64, (1,) int64) -> () float32
            ctc_loss((S1, A, 5) float32, (A, B) int64, (A,) int64, (A,) int64) -> () float32
            ctc_loss((10, A, D) float32, (A, B) int64, (A,) int64, (A,) int64) -> () float32
            ctc_loss((10, 2, 5) float32, (2, 3) int64, (2,) int64, (2,) int64) -> () float32
            ctc_loss((10, 1, 5) float32, (1, 3) int64, (2,) int64, (1,) int64) -> mismatch: input_lengths must be of size batch_size, 1, but is (2,)
            ctc_loss((10, 4, 5) float32, (4, 3) int64, (4,) int64, (5,) int64) -> mismatch: target_lengths must be of size batch_size, 4, but is (5,)
            ctc_loss((10, 1, 5) float32, (2, 3) int64, (1,) int64, (1,) int64) -> mismatch: expected a target for each of the 1 sequences of (10, 1, 5), but got (2, 3)
            gaussian_nll_loss((A,) float32, (A,) float32, (1,) float32) -> () float32
            gaussian_nll_loss((3, B) float32, (B, 3) float32, (B,) float32) -> () float32
            gaussian_nll_loss((B, B) float32, (3, B) float32, (B,) float32) -> () float32
            gaussian_nll_loss((2,) float32, (2,) float32, (2,) float32) -> () float32
            gaussian_nll_loss((3,) float32, (3,) float32, () float32, reduction="avg") -> mismatch: avg is not a valid value for reduction
            gaussian_nll_loss((4, 1, 4) float32, (4, 1, 4) float32, (4,) float32) -> mismatch: a variance of shape (4,) is of incorrect size for an input of (4, 1, 4)
            hinge_embedding_loss((C,) float32, (C,) float32) -> () float32
            hinge_embedding_loss((B, A) float32, (B, A) int64) -> () float32
            hinge_embedding_loss((C, B) float32, (C, B) float32) -> () float32
            hinge_embedding_loss(() float32, () float32) -> () float32
            huber_loss((A,) float64, (A,) float32) -> () float64
            huber_loss((C,) float32, (C,) float32) -> () float32
            huber_loss((A,) float32, (2,) float32) -> () float32
            huber_loss((1,) float32, (1,) float32) -> () float32
            huber_loss((1, 2, 2) float32, (1, 2, 2) float32, reduction="avg") -> mismatch: avg is not a valid value for reduction
            kl_div((A, A) float32, (A, A) float32) -> () float32
            kl_div((B, 4) float32, (B, C) float32) -> () float32
            kl_div((B,) float32, (B,) float32) -> () float32
            kl_div((4, 2) float64, (4, 2) float64) -> () float64
            kl_div((1,) float32, (1,) float32, reduction="avg") -> mismatch: avg is not a valid value for reduction
            kl_div(() int64, () int64) -> mismatch: kl_div does not support integers, but got int64 and a target of int64
            kl_div((3,) float32, (4,) float32) -> mismatch: the size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0: (3,) and (4,)
            l1_loss((B, 1) float32, (B, 1) float32) -> () float32
            l1_loss((A, B) float32, (2, B) float32) -> () float32
            l1_loss((B, A, 3) float64, (1,) float64) -> () float64
            l1_loss((2, 4) float32, (2, 4) float32) -> () float32
            l1_loss(() float32, () float32, reduction="avg") -> mismatch: avg is not a valid value for reduction
            margin_ranking_loss((A,) float32, (2,) float32, (A,) float32) -> () float32
            margin_ranking_loss((A,) float32, (1,) float32, (A,) float32) -> () float32
            margin_ranking_loss((C,) float32, (C,) float32, (C,) float32) -> () float32
            margin_ranking_loss(() float32, () float32, () float32) -> () float32
            margin_ranking_loss(() float32, (2, 4, 2) float32, () float32) -> mismatch: margin_ranking_loss takes tensors of the same number of dimensions, but got (), (2, 4, 2) and ()
            margin_ranking_loss((2, 4) float32, (2, 4) float32, (1, 2) float32) -> mismatch: the size of tensor a (4) must match the size of tensor b (2) at non-singleton dimension 1: (2, 4) and (1, 2)
            mse_loss((B, C) float32, (B, C) float32) -> () float32
            mse_loss((C, C) float32, (4, C) float32) -> () float32
            mse_loss((A, 1, B) float32, (2, 1, 3) int32) -> () float32
            mse_loss((2,) float32, (2,) float32) -> () float32
            multi_margin_loss((B, A) float32, (B,) int64) -> () float32
            multi_margin_loss((A, A) float32, (A,) int64) -> () float32
            multi_margin_loss((B, B) float32, (B,) int64) -> () float32
            multi_margin_loss((4, 2) float32, (4,) int64) -> () float32
            multi_margin_loss((4, 2) float32, (4,) int32) -> mismatch: expected target dtype to be int64, but got int32
            multi_margin_loss((2,) float32, () int64, reduction="avg") -> mismatch: avg is not a valid value for reduction
            multi_margin_loss((3, 2, 2) float32, (3, 2) int64) -> mismatch: multi_margin_loss takes a vector or a matrix, but got (3, 2, 2)
            multi_margin_loss((2, 2) float32, (1,) int64) -> mismatch: a target of shape (1,) does not fit an input of shape (2, 2): expected one class for each row
            multilabel_margin_loss((B,) float32, (B,) int64) -> () float32
            multilabel_margin_loss((C,) float32, (C,) int64) -> () float32
            multilabel_margin_loss((C, A) float32, (4, A) int64) -> () float32
            multilabel_margin_loss((1,) float32, (1,) int64) -> () float32
            multilabel_margin_loss((2,) float32, (2,) float32) -> mismatch: expected target dtype to be int64, but got float32
            multilabel_margin_loss((1, 2) float32, (1, 2) int64, reduction="avg") -> mismatch: avg is not a valid value for reduction
            multilabel_margin_loss((3, 3) float32, (3, 2) int64) -> mismatch: target size (3, 2) must be the same as input size (3, 3)
            multilabel_margin_loss((2,) float32, (4,) int64, reduction="sum") -> mismatch: target size (4,) must be the same as input size (2,)
            multilabel_soft_margin_loss((A,) float32, (2,) float32) -> () float32
            multilabel_soft_margin_loss((C,) float32, (C,) float32) -> () float32
            multilabel_soft_margin_loss((B, 3) float64, (B, B) float64) -> () float64
            multilabel_soft_margin_loss((3,) float32, (3,) float32) -> () float32
            nll_loss((A, 3) float32, (A,) uint8) -> () float32
            nll_loss((C, 4, C, 2, B) float32, (C, 4, A, B) int64) -> () float32
            nll_loss((1, D) float32, (1,) int64, reduction="none") -> (1,) float32
            nll_loss((1, 5) float32, (1,) int64) -> () float32
            nll_loss((4, 2, 4, 2, 2) float32, (4, 4, 2, 2) uint8) -> mismatch: expected target dtype to be int64, but got uint8
            nll_loss((2,) float64, (2,) float32) -> mismatch: a target of shape (2,) does not fit an input of shape (2,): expected one class for each place, ()
            nll_loss((1, 2) float32, () int64) -> mismatch: a target of shape () does not fit an input of shape (1, 2): expected one class for each place, (1,)
            nll_loss((3, 4) float32, (3, 4) int64, reduction="none") -> mismatch: a target of shape (3, 4) does not fit an input of shape (3, 4): expected one class for each place, (3,)
            pairwise_distance((B,) float32, (B,) float32) -> () float32
            pairwise_distance((4,) float32, (C,) float32) -> () float32
            pairwise_distance((C,) float32, (C,) float32) -> () float32
            pairwise_distance((3,) int64, (3,) float32) -> () float32
            pairwise_distance((1, 2) int64, (3, 3) float32) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1: (1, 2) and (3, 3)
            poisson_nll_loss((C,) float32, (C,) bool) -> () float32
            poisson_nll_loss((2,) float64, (A,) float64) -> () float64
            poisson_nll_loss((C,) float32, (C,) float32) -> () float32
            poisson_nll_loss((1,) float64, (1,) int8) -> () float64
            poisson_nll_loss((4,) float32, (4,) bfloat16, reduction="avg") -> mismatch: avg is not a valid value for reduction
            poisson_nll_loss((3, 1) int64, (3, 2, 1) int64) -> mismatch: the size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1: (3, 1) and (3, 2, 1)
            smooth_l1_loss((3, A) float32, (B, 2) float32) -> () float32
            smooth_l1_loss((3, A, B) float32, (B, A, B) float32) -> () float32
            smooth_l1_loss((C, A, A) float32, (C, A, A) float16) -> () float32
            smooth_l1_loss((4,) float32, (4,) float32) -> () float32
            soft_margin_loss((C,) float64, (4,) float64) -> () float64
            soft_margin_loss((C,) float64, (C,) float64) -> () float64
            soft_margin_loss((4, A) float32, (C, A) float32) -> () float32
            soft_margin_loss((1,) float32, (1,) bool) -> () float32
            soft_margin_loss((2, 4) float32, () float32, reduction="avg") -> mismatch: avg is not a valid value for reduction
            soft_margin_loss(() float32, (4, 4) float32) -> mismatch: output with shape () doesn't match the broadcast shape (4, 4)
            triplet_margin_loss((B,) float32, (3,) float32, (3,) float32) -> () float32
            triplet_margin_loss((1,) float32, (1,) float32, (C,) float32) -> () float32
            triplet_margin_loss((A,) float32, (2,) float32, (A,) float32) -> () float32
            triplet_margin_loss((4,) float32, (4,) float32, (4,) float32) -> () float32
            triplet_margin_loss((2,) float32, (2,) float32, () float32) -> mismatch: triplet_margin_loss takes tensors of the same number of dimensions, but got (2,), (2,) and ()
            """);
  }
}
