package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Numbers, tensors without dimensions and others are promoted as in PyTorch. */
final class ElementwiseTest {

  @TestFactory
  Stream<DynamicTest> whatMatters() {
    return OpTable.tests(
        """
            # Sizes of inputs do not spread, and two that meet must be equal.
            add((B, 3) float32, (B, 3) float32) -> (B, 3) float32
            add((B, C) float32, (C,) float32) -> (B, C) float32
            add((B, C) float32, (1, D) float32) -> (B, C) float32 where C = D
            add((B, T, 512) float32, (1, 100, 512) float32) -> (B, 100, 512) float32 where T = 100
            mul((B, C, H, W) float32, (B, C, 1, 1) float32) -> (B, C, H, W) float32
            add((B, 2*T) float32, (B, 2*T + 2) float32) -> mismatch: the size of tensor a (2*T) must match the size of tensor b (2*T + 2) at non-singleton dimension 1: (B, 2*T) and (B, 2*T + 2)
            # A number that the code is given may be one, and spread.
            add((B, n) float32, (B, 3) float32) -> (B, 3) float32
            add((...) float32, (B, 3) float32) -> (...) float32
            add((B, 3) float32, ?) -> (...) ?
            # A number gives way to a tensor of its kind, and so does a tensor without dimensions.
            mul((2,) float16, 2.0) -> (2,) float16
            mul((2,) int64, 2.0) -> (2,) float32
            mul((2,) float16, () float32) -> (2,) float16
            mul((2,) int64, () float64) -> (2,) float64
            mul((...) float32, (2,) float16) -> (...) ?
            mul((2,) bool, 2) -> (2,) int64
            div((2,) int64, 2) -> (2,) float32
            div((2,) int64, 2, rounding_mode="floor") -> (2,) int64
            pow((2,) int64, -1) -> mismatch: integers to negative integer powers are not allowed
            pow(2, (B,) int64) -> (B,) int64
            where((B, T) bool, (B, T) float32, 0.0) -> (B, T) float32
            where((B, T) bool) -> tuple (?,) int64, (?,) int64
            masked_fill((B, H, T, S) float32, (B, 1, 1, S) bool, -inf) -> (B, H, T, S) float32
            masked_fill((B, H, T, S) float32, (B, 1, 1, S) int64, -inf) -> mismatch: masked_fill only supports bool masks, but got int64
            sub(1, (B,) bool) -> mismatch: subtraction, the `-` operator, with bool operands is not supported; use the `^` or `logical_xor()` operator instead, or `~` to invert a mask
            # In place, the result must fit.
            add_((B, 3) float32, (3,) float64) -> (B, 3) float32
            add_((3,) float32, (B, 3) float32) -> mismatch: output with shape (3,) doesn't match the broadcast shape (B, 3)
            add_((1,) float32, (B,) float32) -> mismatch: output with shape (1,) doesn't match the broadcast shape (B,)
            div_((3,) int64, 2) -> mismatch: result type float32 can't be cast to the desired output type int64
            """);
  }

  /** For plain sizes PyTorch gives these results, or refuses. */
  @TestFactory
  Stream<DynamicTest> eachOperation() {
    return OpTable.tests(
        """
            abs((A, B, B, C) complex128) -> (A, B, B, C) float64
            abs_((1, 4, B, B) bfloat16) -> (1, 4, B, B) bfloat16
            acos((A, B, 1, C) float32) -> (A, B, 1, C) float32
            add((B,) complex64, (B,) complex64) -> (B,) complex64
            add(() int8, -1, alpha=0.5) -> mismatch: for integer tensors, the argument `alpha` must not be a floating-point number
            add_((2, 3) float32, (A, B) int64) -> (2, 3) float32
            add_((1,) bool, 3) -> mismatch: result type int64 can't be cast to the desired output type bool
            addcdiv((2,) float32, (A,) float32, (A,) float32) -> (2,) float32
            addcdiv(() int16, () int16, () int16) -> mismatch: integer division with addcdiv is no longer supported
            addcmul((A,) bool, (1,) float32, (A,) float32) -> (A,) float32
            addcmul(() float32, (4,) float32, (3,) float32) -> mismatch: the size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0: (4,) and (3,)
            angle((B, 2, A, A) bfloat16) -> (B, 2, A, A) bfloat16
            asin((C, 1, 1, A) bfloat16) -> (C, 1, 1, A) bfloat16
            atan((C, A, 1, C) bfloat16) -> (C, A, 1, C) bfloat16
            atan2((B,) bfloat16, (3,) bfloat16) -> (3,) bfloat16
            atan2((4,) bfloat16, (3,) bfloat16) -> mismatch: the size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0: (4,) and (3,)
            bitwise_and((1, A) int64, (1, 2) int16) -> (1, 2) int64
            bitwise_and_((B, A, 1) int32, -1) -> (B, A, 1) int32
            bitwise_and_(() bool, 2) -> mismatch: result type int64 can't be cast to the desired output type bool
            bitwise_not((B, C, C) int64) -> (B, C, C) int64
            bitwise_not(() float32) -> mismatch: ~ is only implemented on integer and bool tensors, but got float32
            bitwise_or((C,) int64, (C,) int64) -> (C,) int64
            bitwise_or((1, 2) int16, (4, 3) int64) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1: (1, 2) and (4, 3)
            bitwise_xor((B, 4) int8, (1, 4) int8) -> (B, 4) int8
            bitwise_xor((2,) int64, (3,) uint8) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0: (2,) and (3,)
            ceil((C, A, A, B) float32) -> (C, A, A, B) float32
            clamp((B, 3, A) float16, max=1) -> (B, 3, A) float16
            clamp_((A, A, C) int64, max=1) -> (A, A, C) int64
            clamp_(() int8, min=0.5) -> mismatch: result type float32 can't be cast to the desired output type int8
            clone((B, C, C, B) float16) -> (B, C, C, B) float16
            conj((B, B, 4, 3) bfloat16) -> (B, B, 4, 3) bfloat16
            copysign((A,) float32, (A,) float32) -> (A,) float32
            copysign((2,) float32, (3,) int64) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0: (2,) and (3,)
            cos((C, 1, 3, 1) bfloat16) -> (C, 1, 3, 1) bfloat16
            cosh((C, 1, C, C) float32) -> (C, 1, C, C) float32
            deg2rad((B, 1, 1, 2) int16) -> (B, 1, 1, 2) float32
            digamma((1, A, 1, 1) float32) -> (1, A, 1, 1) float32
            div((4, A) float32, (C, A) float32) -> (4, A) float32
            div((3, 3) float32, (2, 3) float16) -> mismatch: the size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 0: (3, 3) and (2, 3)
            div_((B, A) float64, (B, A) float64) -> (B, A) float64
            div_(() int64, 0.5) -> mismatch: result type float32 can't be cast to the desired output type int64
            eq(() float32, (C, A, A) float32) -> (C, A, A) bool
            eq((4, 3) int8, (3, 3) int8) -> mismatch: the size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0: (4, 3) and (3, 3)
            eq_((B, 1) int64, (B, 1) complex64) -> (B, 1) int64
            eq_((1,) int32, (4,) bool) -> mismatch: output with shape (1,) doesn't match the broadcast shape (4,)
            erf((B, 1, A, 4) float32) -> (B, 1, A, 4) float32
            erfc((A, C, C, 1) bfloat16) -> (A, C, C, 1) bfloat16
            erfinv((C, 4, B, 2) float32) -> (C, 4, B, 2) float32
            exp((B, 1, B, A) float16) -> (B, 1, B, A) float16
            exp2((1, 1, B, 1) bfloat16) -> (1, 1, B, 1) bfloat16
            exp_((1, A, 1, B) float16) -> (1, A, 1, B) float16
            exp_(() int32) -> mismatch: result type float32 can't be cast to the desired output type int32
            expm1((A, B, 4, A) float32) -> (A, B, 4, A) float32
            float_power((A,) int32, (A,) int32) -> (A,) float64
            float_power((3,) int64, (4,) float16) -> mismatch: the size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0: (3,) and (4,)
            floor((B, A, 1, 3) float32) -> (B, A, 1, 3) float32
            floor_((B, A, 3) bfloat16) -> (B, A, 3) bfloat16
            floor_divide((B, 4) float32, True) -> (B, 4) float32
            floor_divide((4,) uint8, (3,) float32) -> mismatch: the size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0: (4,) and (3,)
            floor_divide_((C, B) float32, 3) -> (C, B) float32
            floor_divide_((4, 4, 4) bool, 1) -> mismatch: result type int64 can't be cast to the desired output type bool
            fmax((A,) bool, (1, 3, A) int16) -> (1, 3, A) int16
            fmax((3, 4) float32, (4, 3) float32) -> mismatch: the size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0: (3, 4) and (4, 3)
            fmod((1,) float32, (B, 1) float32) -> (B, 1) float32
            fmod((3,) int64, (4, 4) int64) -> mismatch: the size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1: (3,) and (4, 4)
            frac((1, 1, B, C) float32) -> (1, 1, B, C) float32
            ge((B, 4, B) int8, (3, C, 3) int8) -> (3, 4, 3) bool
            ge((4,) bool, (1, 3) float32) -> mismatch: the size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 1: (4,) and (1, 3)
            gt((B, 1, 2) int16, (3, 1, A) int16) -> (3, 1, 2) bool
            gt((3, 4) uint8, (3,) float64) -> mismatch: the size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 1: (3, 4) and (3,)
            hypot((C, C) int8, (C, C) float32) -> (C, C) float32
            hypot((2, 2) float32, (3,) bool) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1: (2, 2) and (3,)
            i0((C, C, A, 1) bfloat16) -> (C, C, A, 1) bfloat16
            isclose((A, 1) float32, (1,) float32) -> (A, 1) bool
            isclose(() int8, () float32) -> mismatch: int8 did not match float32
            isfinite((A, 1, C, 3) float32) -> (A, 1, C, 3) bool
            isinf((4, 1, A, C) complex128) -> (4, 1, A, C) bool
            isnan((1, 3, B, 1) complex128) -> (1, 3, B, 1) bool
            ldexp((1, C) float32, (1, C) int64) -> (1, C) float32
            ldexp((3, 3) float32, (1, 4) float32) -> mismatch: the size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1: (3, 3) and (1, 4)
            lerp((B,) float32, (B,) float32, 0.5) -> (B,) float32
            lerp(() float32, () int64, 0.5) -> mismatch: expected dtype float32 for `end`, but got int64
            lgamma((B, 1, B, C) float32) -> (B, 1, B, C) float32
            log((A, C, 1, 2) bfloat16) -> (A, C, 1, 2) bfloat16
            log10((C, 1, 1, A) float32) -> (C, 1, 1, A) float32
            log1p((4, C, 2, 3) float32) -> (4, C, 2, 3) float32
            log2((B, A, B, B) bfloat16) -> (B, A, B, B) bfloat16
            logical_and((3, A) bool, (B, A) bool) -> (3, A) bool
            logical_and((1, 2) float16, (3,) float32) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1: (1, 2) and (3,)
            logical_and_((C,) int64, (C,) float32) -> (C,) int64
            logical_and_(() float32, (4,) float32) -> mismatch: output with shape () doesn't match the broadcast shape (4,)
            logical_not((B, C, C, B) int64) -> (B, C, C, B) bool
            logit((B, B, B, A) bfloat16) -> (B, B, B, A) bfloat16
            lt((2, C, B) int32, (A, 4, B) int32) -> (2, 4, B) bool
            lt((1, 4, 2) int64, (1, 4, 3) int64) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 2: (1, 4, 2) and (1, 4, 3)
            masked_fill((C,) int8, (C,) bool, 0.5) -> (C,) int8
            masked_fill((2, 4) float32, () uint8, 1) -> mismatch: masked_fill only supports bool masks, but got uint8
            masked_fill_((C,) uint8, (C,) bool, 1) -> (C,) uint8
            masked_fill_((4,) int64, () int64, 1) -> mismatch: masked_fill only supports bool masks, but got int64
            maximum((C, C) int32, (4, 4) int32) -> (4, 4) int32
            maximum((1, 2) int16, (4, 3) float32) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1: (1, 2) and (4, 3)
            minimum((A,) float64, (A,) float32) -> (A,) float64
            minimum((3,) float32, (2,) float32) -> mismatch: the size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 0: (3,) and (2,)
            mul((3,) float32, (A, B) float32) -> (A, 3) float32
            mul((2,) float32, (4,) float32) -> mismatch: the size of tensor a (2) must match the size of tensor b (4) at non-singleton dimension 0: (2,) and (4,)
            mul_((B, A) float32, (B, A) float32) -> (B, A) float32
            mul_(() bool, () int64) -> mismatch: result type int64 can't be cast to the desired output type bool
            nan_to_num((B, C, B, C) int64) -> (B, C, B, C) int64
            ne((A, A, 2) float32, (2,) float32) -> (A, A, 2) bool
            ne((4,) int64, (3,) int64) -> mismatch: the size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0: (4,) and (3,)
            neg((B, A, A, B) complex64) -> (B, A, A, B) complex64
            neg((1, 2) bool) -> mismatch: negation, the `-` operator, on a bool tensor is not supported; to invert a mask, use the `~` or `logical_not()` operator instead
            neg_((B, 1, A, 1) float32) -> (B, 1, A, 1) float32
            pow((B, 1) float16, (B, 1) float16) -> (B, 1) float16
            pow((4, 2) float32, (4, 3) bool) -> mismatch: the size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1: (4, 2) and (4, 3)
            pow_((4,) complex64, (C,) complex64) -> (4,) complex64
            pow_(() int64, (4,) int64) -> mismatch: output with shape () doesn't match the broadcast shape (4,)
            rad2deg((1, B, A, C) int16) -> (1, B, A, C) float32
            reciprocal((C, B, 4) float16) -> (C, B, 4) float16
            remainder((B,) float32, (B,) uint8) -> (B,) float32
            remainder((2, 4, 4) float32, (2,) float32) -> mismatch: the size of tensor a (4) must match the size of tensor b (2) at non-singleton dimension 2: (2, 4, 4) and (2,)
            remainder_((B,) float64, (B,) int16) -> (B,) float64
            remainder_((2,) int16, 1.0) -> mismatch: result type float32 can't be cast to the desired output type int16
            round((C, 1, 4, C) float64) -> (C, 1, 4, C) float64
            rsqrt((B, C, 1, A) float64) -> (B, C, 1, A) float64
            rsub((A,) float32, (A, 2) float32) -> (A, 2) float32
            rsub((4,) int32, (2,) int32) -> mismatch: the size of tensor a (4) must match the size of tensor b (2) at non-singleton dimension 0: (4,) and (2,)
            sgn((1, A, C, 4) bfloat16) -> (1, A, C, 4) bfloat16
            sigmoid((A, C, B) float32) -> (A, C, B) float32
            sigmoid_((3, 1, A, 1) float64) -> (3, 1, A, 1) float64
            sigmoid_(() int64) -> mismatch: result type float32 can't be cast to the desired output type int64
            sign((A, C, 2, A) float16) -> (A, C, 2, A) float16
            sign((4,) complex64) -> mismatch: sign is not supported for complex tensors; use sgn instead
            signbit((4, A, 1, 3) float32) -> (4, A, 1, 3) bool
            sin((B, B, 3, C) float32) -> (B, B, 3, C) float32
            sinc((B, 1, A, 1) float32) -> (B, 1, A, 1) float32
            sinh((1, 3, 1, C) int64) -> (1, 3, 1, C) float32
            sqrt((A, B, A, A) float64) -> (A, B, A, A) float64
            sqrt_((C, A, 2, 1) float32) -> (C, A, 2, 1) float32
            sqrt_(() int64) -> mismatch: result type float32 can't be cast to the desired output type int64
            square((B, B, B, 1) float16) -> (B, B, B, 1) float16
            sub((B, 1) float64, (B, 1) float64) -> (B, 1) float64
            sub((2,) int16, (4,) int16) -> mismatch: the size of tensor a (2) must match the size of tensor b (4) at non-singleton dimension 0: (2,) and (4,)
            sub_((C, 1) float32, (C, 1) float32) -> (C, 1) float32
            sub_((4, 3) int32, 1.0) -> mismatch: result type float32 can't be cast to the desired output type int32
            tan((2, A, B, C) float32) -> (2, A, B, C) float32
            tanh((B, B, C, 1) float32) -> (B, B, C, 1) float32
            true_divide((1, B, 3) int64, True) -> (1, B, 3) float32
            true_divide((3, 4) bool, (2, 4) int8) -> mismatch: the size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 0: (3, 4) and (2, 4)
            trunc((C, 2, 1, 3) float32) -> (C, 2, 1, 3) float32
            where((A, B) bool, (1,) int64, True) -> (A, B) int64
            where((1,) int64, (1,) int32, -1) -> mismatch: expected a bool tensor as the condition, but got int64
            xlogy((4, A) float32, (C, A) int32) -> (4, A) float32
            xlogy((3,) bfloat16, (2, 4) bfloat16) -> mismatch: the size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1: (3,) and (2, 4)
            """);
  }
}
