package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ViewTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        view((B, 16, 5, 5) float32, -1, 400) -> (B, 400) float32
        view((B, 16, 5, 5) float32, B, -1) -> (B, 400) float32
        view((B, T, 512) float32, [B, T, 8, 64]) -> (B, T, 8, 64) float32
        view((B, T, 512) float32, B, -1, 8, 64) -> (B, T, 8, 64) float32
        view((B, H + 1, 512) float32, -1, H + 1, 8, 64) -> (B, H + 1, 8, 64) float32
        # how large the image must be for the classes of a layer
        view((B, 16, H, W) float32, -1, 400) -> ((16*B*H*W)//400, 400) float32 where 16*B*H*W = 400*((16*B*H*W)//400)
        view((4, 6) float32, ?, 8) -> (3, 8) float32
        view((4, 6) float32, ?, ?) -> (?, ?) float32
        view((...) float32, -1, 400) -> (?, 400) float32 where input is mostly (?, 400)
        view((...) float32, 2, 400) -> (2, 400) float32
        view((B, 4) float32, int32) -> (B, 4) int32
        view((B, 4) float32, float64) -> (B, 2) float64
        reshape((1,) float32, []) -> () float32
        reshape_as((B, 6) float32, (B, 2, 3) float32) -> (B, 2, 3) float32
        flatten((B, 512, 7, 7) float32, 1) -> (B, 25088) float32
        flatten((B, C, H, W) float32, 2, -1) -> (B, C, H*W) float32
        flatten(() float32) -> (1,) float32
        flatten((...) float32) -> (?,) float32
        unflatten((B, 12) float32, 1, [3, -1]) -> (B, 3, 4) float32
        unflatten((B, 8*C) float32, 1, 8, -1) -> (B, 8, C) float32
        permute((B, C, H, W) float32, 0, 2, 3, 1) -> (B, H, W, C) float32
        permute((B, C, H, W) float32, [0, -1, 1, 2]) -> (B, W, C, H) float32
        permute((...) float32, 2, 0, 1) -> (?, ?, ?) float32 where input is (?, ?, ?)
        transpose((B, T, C) float32, 1, -1) -> (B, C, T) float32
        t((2, 3) float32) -> (3, 2) float32
        T((2, 3, 4) float32) -> (4, 3, 2) float32
        mT((B, 2, 3) float32) -> (B, 3, 2) float32
        movedim((B, C, H, W) float32, 1, -1) -> (B, H, W, C) float32
        movedim((B, C, H, W) float32, [0, 1], [2, 0]) -> (C, H, B, W) float32
        squeeze((B, 1, 3, 1) float32) -> (B, 3) float32
        # the sizes of an input are larger than one, other integers may be
        squeeze((B, n, 3) float32) -> (...) float32
        squeeze((B, 1, 3) float32, 1) -> (B, 3) float32
        squeeze((B, 1, 3) float32, -1) -> (B, 1, 3) float32
        squeeze((B, ?, 3) float32, 1) -> (...) float32
        squeeze((B, T, 3) float32, 0) -> (...) float32
        squeeze((B, T, 3) float32) -> (B, T, 3) float32
        squeeze((B, 1, 3, 1) float32, [1, 3]) -> (B, 3) float32
        unsqueeze((B, C) float32, -1) -> (B, C, 1) float32
        unsqueeze((B, C) float32, 0) -> (1, B, C) float32
        expand((1, 1, 64) float32, B, -1, -1) -> (B, 1, 64) float32
        expand((64,) float32, [B, 64]) -> (B, 64) float32
        expand((B, 1) float32, 4, 5) -> (4, 5) float32 where B = 4
        expand_as((1, 3) float32, (B, 3) float32) -> (B, 3) float32
        broadcast_to((3,) float32, [2, 3]) -> (2, 3) float32
        repeat((B, 3) float32, 1, 2) -> (B, 6) float32
        repeat((3,) float32, B, 1, 2) -> (B, 1, 6) float32
        tile((2, 3) float32, [2]) -> (2, 6) float32
        narrow((B, 10) float32, 1, 2, 5) -> (B, 5) float32
        select((B, 10, 3) float32, 1, -1) -> (B, 3) float32
        as_strided((9,) float32, [2, 2], [1, 2]) -> (2, 2) float32
        broadcast_tensors((B, 1) float32, (4,) int64) -> tuple (B, 4) float32, (B, 4) int64
        atleast_1d(() float32) -> (1,) float32
        atleast_3d((B,) float32, (2, 3) float32) -> tuple (1, B, 1) float32, (2, 3, 1) float32
        permute((...) float32, ?) -> (?,) float32 where input is (?,)
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        view((B, 3) float32, float64) -> mismatch: self.size(-1) must be divisible by 2 to view float32 as float64, but got 3
        reshape((2, 3, 4) float32, 2, 7) -> mismatch: shape '[2, 7]' is invalid for input of size [2, 3, 4], which is 24
        reshape((2, 3, 4) float32, -1, 7) -> mismatch: shape '[-1, 7]' is invalid for input of size [2, 3, 4], which is 24
        reshape((2, 3, 4) float32, -1, -1) -> mismatch: only one dimension can be inferred
        reshape((B, 512) float32, B, 256) -> mismatch: shape '[B, 256]' is invalid for input of size [B, 512], which is 512*B
        flatten((B, 3) float32, 2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (B, 3)
        flatten((B, 3, 4) float32, 2, 1) -> mismatch: flatten() has invalid args: start_dim cannot come after end_dim
        unflatten((B, 12) float32, 1, [5, -1]) -> mismatch: unflatten: provided sizes [5, -1] don't multiply up to the size of dim 1 (12) in the input tensor
        permute((B, C) float32, 0, 2, 1) -> mismatch: number of dimensions in the tensor input does not match the length of the desired ordering of dimensions, i.e. input.dim() = 2 is not equal to len(dims) = 3
        permute((B, C) float32, 0, 0) -> mismatch: permute(): duplicate dims are not allowed
        transpose((B, T) float32, 1, 2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (B, T)
        t((B, 2, 3) float32) -> mismatch: t() expects a tensor with at most 2 dimensions, but self is 3D
        movedim((B, C, H, W) float32, [0, 1], [2]) -> mismatch: movedim: invalid source or destination dims: source ([0, 1]) should contain the same number of dims as destination ([2])
        squeeze((B, 1) float32, 2) -> mismatch: dimension out of range (expected to be in range of [-2, 1], but got 2): (B, 1)
        unsqueeze((B, C) float32, 3) -> mismatch: dimension out of range (expected to be in range of [-3, 2], but got 3): (?, ?, ?)
        expand((2, 3) float32, 2, 4) -> mismatch: the expanded size of the tensor (4) must match the existing size (3) at non-singleton dimension 1, target sizes: [2, 4], tensor sizes: [2, 3]
        expand((2, 3) float32, 3) -> mismatch: expand(size [2, 3], size=[3]): the number of sizes provided (1) must be greater or equal to the number of dimensions in the tensor (2)
        expand((3,) float32, -1, 3) -> mismatch: the expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension 0
        repeat((2, 3) float32, 2) -> mismatch: number of dimensions of repeat dims can not be smaller than number of dimensions of tensor, but got [2] for size [2, 3]
        narrow((B, 10) float32, 1, 8, 5) -> mismatch: start (8) + length (5) exceeds dimension size (10)
        select((B, 10, 3) float32, 1, 10) -> mismatch: select(): index 10 out of range for tensor of size [B, 10, 3] at dimension 1
        broadcast_tensors((2,) float32, (3,) float32) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0
        """);
  }
}
