package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class EinopsTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        einops_rearrange((B, C, H, W) float32, "b c h w -> b (h w) c") -> (B, H*W, C) float32
        einops_rearrange((B, 3, 224, 224) float32, "b c (h p1) (w p2) -> b (h w) (p1 p2 c)", p1=16, p2=16) -> (B, 196, 768) float32
        einops_rearrange((B, T, 512) float32, "b n (h d) -> b h n d", h=8) -> (B, 8, T, 64) float32
        einops_rearrange((B, T, 3*D) float32, "b n (three d) -> three b n d", three=3) -> (3, B, T, D) float32
        einops_rearrange((B, C, H, W) float32, "b c ... -> b (...) c") -> (B, H*W, C) float32
        einops_rearrange((B, 1, 3) float32, "b 1 c -> b c ()") -> (B, 3, 1) float32
        einops_rearrange([(B, 3) float32, (B, 3) float32], "n b c -> b n c") -> (B, 2, 3) float32
        einops_rearrange((...) float32, "b n (h d) -> b h n d", h=8) -> (?, 8, ?, ?) float32 where tensor is (?, ?, ?)
        einops_rearrange((...) float32, "b ... c -> b c ...") -> (...) float32
        einops_rearrange((B, C) float32, ?) -> (...) float32
        einops_repeat((B, 3) float32, "b c -> b n c", n=T) -> (B, T, 3) float32
        einops_repeat((D,) float32, "d -> 4 d") -> (4, D) float32
        einops_reduce((B, C, H, W) float32, "b c h w -> b c", "mean") -> (B, C) float32
        einops_reduce((B, C, 8, 8) int64, "b c (h 2) (w 2) -> b c h w", "max") -> (B, C, 4, 4) int64
        einops_reduce((B, C, H, W) float32, "b ... -> b", "sum") -> (B,) float32
        einops_pack([(B, 16, 16, 64) float32, (B, 64) float32], "b * d") -> (B, 257, 64) float32
        einops_unpack((B, 17, 64) float32, [[4, 4], []], "b * d") -> list (B, 4, 4, 64) float32, (B, 64) float32
        einops_unpack((B, 17, 64) float32, [[-1], [1]], "b * d") -> list (B, 16, 64) float32, (B, 1, 64) float32
        einops_unpack((B, 17, 64) float32, ?, "b * d") -> unknown: it is not known how many tensors are unpacked
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        einops_rearrange((B, 10) float32, "b (h d) -> b h d", h=4) -> mismatch: shape mismatch, can't divide axis of length 10 in chunks of 4
        einops_rearrange((B, 10) float32, "b (h d) -> b h d", h=5, d=3) -> mismatch: shape mismatch, 10 != 15
        einops_rearrange((B, 10) float32, "b (h d) -> b h d") -> mismatch: could not infer sizes for [h, d]
        einops_rearrange((B, 10) float32, "b c h -> b h c") -> mismatch: wrong shape: expected 3 dims, received 2-dim tensor of size [B, 10]
        einops_rearrange((B,) float32, "a b ... -> b a ...") -> mismatch: wrong shape: expected >=2 dims, received 1-dim tensor of size [B]
        einops_rearrange((B, 10) float32, "b c -> c") -> mismatch: identifiers only on one side of expression (should be on both): [b]
        einops_rearrange((B, 10) float32, "b b -> b") -> mismatch: indexing expression contains duplicate dimension "b"
        einops_rearrange((B, 10) float32, "b c -> b c d") -> mismatch: identifiers only on one side of expression (should be on both): [d]
        einops_rearrange((B, 10) float32, "b c -> (b c") -> mismatch: imbalanced parentheses in expression: " (b c"
        einops_rearrange((B, 10) float32, "b ((c)) -> b c") -> mismatch: axis composition is one-level (brackets inside brackets not allowed)
        einops_rearrange((B, 10) float32, "b c -> ... b c") -> mismatch: ellipsis found in right side, but not left side of the pattern
        einops_rearrange((B, 10) float32, "b c -> c b", d=3) -> mismatch: axis d is not used in transform
        einops_rearrange((B, 10) float32, "b c c b") -> mismatch: a pattern must have two sides with '->' between, but got 'b c c b'
        einops_rearrange((B, 2) float32, "b 2 -> b") -> mismatch: non-unitary anonymous axes are not supported in rearrange (exception is length 1)
        einops_repeat((B, 3) float32, "b c -> b n c") -> mismatch: specify sizes for new axes in repeat: [n]
        einops_repeat((B, 3) float32, "b c -> b") -> mismatch: unexpected identifiers on the left side of repeat: [c]
        einops_reduce((B, C) int64, "b c -> b", "mean") -> mismatch: reduce_mean is not available for non-floating tensors, but got int64
        einops_reduce((B, C) float32, "b c -> b d", "mean") -> mismatch: unexpected identifiers on the right side of reduce: [d]
        einops_pack([(B, 16, 32) float32, (B, 64) float32], "b * d") -> mismatch: sizes of tensors must match except along the packed axis, expected size 32 but got size 64 for tensor number 1 in the list
        einops_pack([(B,) float32], "b * d") -> mismatch: packed tensor #0 (enumeration starts with 0) has size [B], while pattern b * d assumes at least 2 axes
        einops_pack([(B, 3) float32], "b d") -> mismatch: invalid pattern in pack: b d
        einops_unpack((B, 17, 64) float32, [[4], [4]], "b * d") -> mismatch: unpack could not fit the axis of size 17 into the shapes [[4], [4]]
        """);
  }
}
