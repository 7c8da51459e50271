package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class EinsumTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        einsum("bhqd,bhkd->bhqk", (B, 8, T, 64) float32, (B, 8, S, 64) float32) -> (B, 8, T, S) float32
        einsum("b h q d, b h k d -> b h q k", [(B, 8, T, 64) float32, (B, 8, S, 64) float32]) -> (B, 8, T, S) float32
        einsum("ij,jk", (2, 3) float32, (3, 4) float32) -> (2, 4) float32
        einsum("ii", (3, 3) float32) -> () float32
        einsum("ba,cb", (2, 3) float32, (4, 2) float32) -> (3, 4) float32
        einsum("...ij,...jk->...ik", (B, 8, 2, 3) float32, (8, 3, 4) float32) -> (B, 8, 2, 4) float32
        einsum("...i", (B, T, 3) float32) -> (B, T, 3) float32
        einsum("ij,j->i", (2, 1) float32, (3,) float32) -> (2,) float32
        einsum("nc,ck->nk", (B, C) float32, (16, 8) float32) -> (B, 8) float32 where 16 = C
        einsum("ij,jk->ik", (...) float32, (3, 4) float32) -> (?, 4) float32
        einsum(?, (2, 3) float32) -> (...) ?
        einops_einsum((B, T, 64) float32, (B, S, 64) float32, "b query d, b key d -> b query key") -> (B, T, S) float32
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        einsum("ij,jk->ik", (2, 4) float32, (5, 3) float32) -> mismatch: einsum(): subscript j has size 5 for operand 1 which does not broadcast with previously seen size 4
        einsum("ijk->i", (2, 3) float32) -> mismatch: einsum(): the number of subscripts in the equation (3) does not match the number of dimensions (2) for operand 0
        einsum("ij->l", (2, 3) float32) -> mismatch: einsum(): output subscript l does not appear in the equation for any input operand
        einsum("ij,jk", (2, 3) float32) -> mismatch: einsum(): the equation names 2 operands, but 1 are given
        einsum("ij->ii", (2, 3) float32) -> mismatch: einsum(): output subscript i appears more than once in the output
        einops_einsum((2, 3) float32, (4, 5) float32, "a b, b c -> a c") -> mismatch: einsum(): subscript b has size 4 for operand 1 which does not broadcast with previously seen size 3
        """);
  }
}
