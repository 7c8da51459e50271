package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Operations on each element alone, or on those of several tensors that meet. */
final class Elementwise {

  static final List<Op> OPS =
      Stream.of(
              Op.all(
                  Elementwise::kept,
                  "alias(input)",
                  "clone(input, *, memory_format=None)",
                  "conj(input)",
                  "contiguous(input, memory_format=None)",
                  "detach(input)",
                  "lift_fresh(input)",
                  "nan_to_num(input, nan=None, posinf=None, neginf=None)",
                  "pin_memory(input, device=None)",
                  "positive(input)",
                  "requires_grad_(input, requires_grad=True)",
                  "resolve_conj(input)",
                  "resolve_neg(input)",
                  "retain_grad(input)",
                  "sgn(input)",
                  "share_memory_(input)"),
              Op.all(Elementwise::toReal, "abs(input)", "absolute(input)"),
              Op.all(
                  Elementwise::rounded,
                  "ceil(input)",
                  "floor(input)",
                  "fix(input)",
                  "round(input, *, decimals=0)",
                  "trunc(input)"),
              Op.all(Elementwise::signed, "sign(input)"),
              Op.all(Elementwise::negated, "neg(input)", "negative(input)"),
              Op.all(Elementwise::square, "square(input)"),
              Op.all(Elementwise::ofFloats, "frac(input)"),
              Op.all(Elementwise::angle, "angle(input)"),
              Op.all(
                  Elementwise::toFloats,
                  "acos(input)",
                  "acosh(input)",
                  "arccos(input)",
                  "arccosh(input)",
                  "arcsin(input)",
                  "arcsinh(input)",
                  "arctan(input)",
                  "arctanh(input)",
                  "asin(input)",
                  "asinh(input)",
                  "atan(input)",
                  "atanh(input)",
                  "cos(input)",
                  "cosh(input)",
                  "deg2rad(input)",
                  "digamma(input)",
                  "erf(input)",
                  "erfc(input)",
                  "erfinv(input)",
                  "exp(input)",
                  "exp2(input)",
                  "expit(input)",
                  "expm1(input)",
                  "i0(input)",
                  "lgamma(input)",
                  "log(input)",
                  "log10(input)",
                  "log1p(input)",
                  "log2(input)",
                  "logit(input, eps=None)",
                  "rad2deg(input)",
                  "reciprocal(input)",
                  "rsqrt(input)",
                  "sigmoid(input)",
                  "sin(input)",
                  "sinc(input)",
                  "sinh(input)",
                  "sqrt(input)",
                  "tan(input)",
                  "tanh(input)"),
              Op.all(
                  Elementwise::asked,
                  "isfinite(input)",
                  "isinf(input)",
                  "isnan(input)",
                  "isneginf(input)",
                  "isposinf(input)",
                  "isreal(input)",
                  "logical_not(input)",
                  "signbit(input)"),
              Op.all(Elementwise::bitwiseNot, "bitwise_not(input)"),
              Op.all(Elementwise::clamp, "clamp(input, min=None, max=None)"),
              Op.all(Elementwise::clamp, "clip(input, min=None, max=None)"),
              Op.all(Elementwise::clamp, "clamp_min(input, min)", "clamp_max(input, max)"),
              Op.all(
                  Elementwise::promoted,
                  "mul(input, other)",
                  "multiply(input, other)",
                  "logaddexp(input, other)",
                  "logaddexp2(input, other)"),
              Op.all(
                  Elementwise::ofReals,
                  "fmax(input, other)",
                  "fmin(input, other)",
                  "gcd(input, other)",
                  "heaviside(input, values)",
                  "hypot(input, other)",
                  "lcm(input, other)",
                  "maximum(input, other)",
                  "minimum(input, other)",
                  "nextafter(input, other)"),
              Op.all(
                  Elementwise::divided,
                  "floor_divide(input, other)",
                  "fmod(input, other)",
                  "remainder(input, other)"),
              Op.all(Elementwise::sum, "add(input, other, *, alpha=1)"),
              Op.all(
                  Elementwise::difference,
                  "sub(input, other, *, alpha=1)",
                  "subtract(input, other, *, alpha=1)",
                  "rsub(input, other, *, alpha=1)"),
              Op.all(
                  Elementwise::quotient,
                  "div(input, other, *, rounding_mode=None)",
                  "divide(input, other, *, rounding_mode=None)",
                  "true_divide(input, other)"),
              Op.all(
                  Elementwise::promotedToFloats,
                  "arctan2(input, other)",
                  "atan2(input, other)",
                  "copysign(input, other)",
                  "ldexp(input, other)",
                  "xlogy(input, other)"),
              Op.all(Elementwise::power, "pow(input, exponent|other)"),
              Op.all(Elementwise::doublePower, "float_power(input, exponent)"),
              Op.all(
                  Elementwise::compared,
                  "eq(input, other)",
                  "ne(input, other)",
                  "not_equal(input, other)",
                  "logical_and(input, other)",
                  "logical_or(input, other)",
                  "logical_xor(input, other)"),
              Op.all(
                  Elementwise::ordered,
                  "ge(input, other)",
                  "greater(input, other)",
                  "greater_equal(input, other)",
                  "gt(input, other)",
                  "le(input, other)",
                  "less(input, other)",
                  "less_equal(input, other)",
                  "lt(input, other)"),
              Op.all(
                  Elementwise::close,
                  "isclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)"),
              Op.all(
                  Elementwise::bitwise,
                  "bitwise_and(input, other)",
                  "bitwise_left_shift(input, other)",
                  "bitwise_or(input, other)",
                  "bitwise_right_shift(input, other)",
                  "bitwise_xor(input, other)"),
              Op.all(Elementwise::where, "where(condition, input=None, other=None)"),
              Op.all(Elementwise::maskedFill, "masked_fill(input, mask, value)"),
              Op.all(Elementwise::lerp, "lerp(input, end, weight)"),
              Op.all(Elementwise::added, "addcmul(input, tensor1, tensor2, *, value=1)"),
              Op.all(Elementwise::addcdiv, "addcdiv(input, tensor1, tensor2, *, value=1)"))
          .flatMap(ops -> ops)
          .toList();

  private Elementwise() {}

  // --- of one tensor

  private static OpResult kept(OpCall call) {
    return OpResult.of(call.tensor("input"));
  }

  private static OpResult changed(OpCall call, UnaryOperator<DType> change) {
    TensorType input = call.tensor("input");
    return OpResult.of(input.with(change.apply(input.dtype())));
  }

  private static OpResult toFloats(OpCall call) {
    return changed(call, Elementwise::floating);
  }

  /** Numbers of no fractions become single precision where an operation needs fractions. */
  static DType floating(DType type) {
    return isWhole(type) ? DType.FLOAT32 : type;
  }

  static boolean isWhole(DType type) {
    return type.kind() == DType.Kind.BOOL || type.kind() == DType.Kind.INTEGER;
  }

  /** The type of the parts of a complex number; others stay. */
  static DType real(DType type) {
    return switch (type) {
      case COMPLEX64 -> DType.FLOAT32;
      case COMPLEX128 -> DType.FLOAT64;
      default -> type;
    };
  }

  private static OpResult toReal(OpCall call) {
    return call.dtype("input") == DType.BOOL
        ? refused("abs", DType.BOOL)
        : changed(call, Elementwise::real);
  }

  private static OpResult angle(OpCall call) {
    return changed(call, type -> floating(real(type)));
  }

  private static OpResult rounded(OpCall call) {
    DType type = call.dtype("input");
    return type == DType.BOOL || type.kind() == DType.Kind.COMPLEX
        ? refused("rounding", type)
        : kept(call);
  }

  private static OpResult signed(OpCall call) {
    return call.dtype("input").kind() == DType.Kind.COMPLEX
        ? OpResult.mismatch("sign is not supported for complex tensors; use sgn instead")
        : kept(call);
  }

  private static OpResult negated(OpCall call) {
    return call.dtype("input") == DType.BOOL
        ? OpResult.mismatch(
            "negation, the `-` operator, on a bool tensor is not supported; to invert a mask, use"
                + " the `~` or `logical_not()` operator instead")
        : kept(call);
  }

  private static OpResult square(OpCall call) {
    return changed(call, type -> type == DType.BOOL ? DType.INT64 : type);
  }

  private static OpResult ofFloats(OpCall call) {
    DType type = call.dtype("input");
    return isWhole(type) ? refused("frac", type) : kept(call);
  }

  private static OpResult asked(OpCall call) {
    return changed(call, type -> DType.BOOL);
  }

  private static OpResult bitwiseNot(OpCall call) {
    DType type = call.dtype("input");
    return isWhole(type) || type == DType.UNKNOWN
        ? kept(call)
        : OpResult.mismatch(
            "~ is only implemented on integer and bool tensors, but got " + type.text());
  }

  static OpResult refused(String what, DType type) {
    return OpResult.mismatch("%s is not implemented for %s".formatted(what, type.text()));
  }

  private static OpResult clamp(OpCall call) {
    List<Operand> operands = Operand.all(call, "input", "min", "max");
    if (operands.size() < 2) {
      return OpResult.mismatch("at least one of `min` and `max` must not be None");
    }
    DType type = Operand.promoted(operands);
    return type.kind() == DType.Kind.COMPLEX
        ? refused("clamp", type)
        : Operand.met(call, operands, type);
  }

  // --- of two

  private static List<Operand> both(OpCall call) {
    return Operand.all(call, "input", "other", "exponent", "values");
  }

  private static OpResult promoted(OpCall call) {
    return Operand.met(call, both(call), Operand.promoted(both(call)));
  }

  private static OpResult ofReals(OpCall call) {
    DType type = Operand.promoted(both(call));
    return type.kind() == DType.Kind.COMPLEX ? refused("this operation", type) : promoted(call);
  }

  private static OpResult divided(OpCall call) {
    DType type = Operand.promoted(both(call));
    return type == DType.BOOL ? refused("this operation", type) : ofReals(call);
  }

  private static OpResult promotedToFloats(OpCall call) {
    return Operand.met(call, both(call), floating(Operand.promoted(both(call))));
  }

  private static OpResult sum(OpCall call) {
    boolean isFraction =
        call.argument("alpha").orElse(new Argument.Nothing()) instanceof Argument.Real;
    return isFraction && isWhole(Operand.promoted(both(call)))
        ? OpResult.mismatch(
            "for integer tensors, the argument `alpha` must not be a floating-point number")
        : promoted(call);
  }

  private static OpResult difference(OpCall call) {
    return both(call).stream().anyMatch(operand -> operand.dtype() == DType.BOOL)
        ? OpResult.mismatch(
            "subtraction, the `-` operator, with bool operands is not supported; use the `^` or"
                + " `logical_xor()` operator instead, or `~` to invert a mask")
        : sum(call);
  }

  private static OpResult quotient(OpCall call) {
    if (!call.has("rounding_mode")) {
      return promotedToFloats(call);
    }
    DType type = Operand.promoted(both(call));
    if (type.kind() == DType.Kind.COMPLEX) {
      return refused("rounding", type);
    }
    boolean isSure = call.text("rounding_mode").isPresent() || !isWhole(type);
    return Operand.met(call, both(call), isSure ? type : DType.UNKNOWN);
  }

  private static OpResult power(OpCall call) {
    List<Operand> both = both(call);
    DType type = Operand.promoted(both);
    boolean isNegative =
        call.argument("exponent").orElse(new Argument.Nothing()) instanceof Argument.Int exponent
            && exponent.value().lessThan(Dim.of(0)) == Proof.YES;
    if (isNegative && isWhole(type)) {
      return OpResult.mismatch("integers to negative integer powers are not allowed");
    }
    return both.stream().allMatch(o -> o.dtype() == DType.BOOL && !o.isNumber())
        ? refused("pow", DType.BOOL)
        : Operand.met(call, both, type);
  }

  private static OpResult doublePower(OpCall call) {
    DType type = Operand.promoted(both(call));
    return Operand.met(
        call, both(call), type == DType.UNKNOWN ? type : DType.FLOAT64.promote(type));
  }

  private static OpResult compared(OpCall call) {
    return Operand.met(call, both(call), DType.BOOL);
  }

  private static OpResult ordered(OpCall call) {
    DType type = Operand.promoted(both(call));
    return type.kind() == DType.Kind.COMPLEX ? refused("an order", type) : compared(call);
  }

  private static OpResult close(OpCall call) {
    DType left = call.dtype("input");
    DType right = call.dtype("other");
    return areApart(left, right)
        ? OpResult.mismatch("%s did not match %s".formatted(left.text(), right.text()))
        : compared(call);
  }

  private static OpResult bitwise(OpCall call) {
    DType type = Operand.promoted(both(call));
    return isWhole(type) || type == DType.UNKNOWN
        ? promoted(call)
        : refused("a bitwise operation", type);
  }

  // --- of three

  private static OpResult where(OpCall call) {
    TensorType condition = call.tensor("condition");
    if (!call.has("input") && !call.has("other")) {
      return condition.shape().rank().isPresent()
          ? OpResult.tuple(
              Collections.nCopies(
                  Math.max(1, condition.shape().rank().getAsInt()),
                  condition.with(Shape.ofRank(1)).with(DType.INT64)))
          : OpResult.unknown("the rank of the condition is not known");
    }
    DType type = condition.dtype();
    return type == DType.BOOL || type == DType.UINT8 || type == DType.UNKNOWN
        ? Operand.met(
            call,
            Operand.all(call, "condition", "input", "other"),
            Operand.promoted(Operand.all(call, "input", "other")))
        : OpResult.mismatch("expected a bool tensor as the condition, but got " + type.text());
  }

  private static OpResult maskedFill(OpCall call) {
    DType mask = call.dtype("mask");
    if (mask != DType.BOOL && mask != DType.UNKNOWN) {
      return OpResult.mismatch("masked_fill only supports bool masks, but got " + mask.text());
    }
    DType type = call.dtype("input");
    if (call.argument("value").orElse(new Argument.Nothing()) instanceof Argument.Real value
        && type.kind() == DType.Kind.INTEGER
        && Double.isInfinite(value.value())) {
      return OpResult.mismatch(
          "value %s cannot be converted to type %s without overflow".formatted(value, type.text()));
    }
    int rank = call.shape("value").rank().orElse(0);
    return rank > 0
        ? OpResult.mismatch(
            "masked_fill only supports a 0-dimensional value tensor, but got one of %d dimensions"
                .formatted(rank))
        : Operand.met(call, Operand.all(call, "input", "mask"), type);
  }

  private static OpResult lerp(OpCall call) {
    DType type = call.dtype("input");
    DType end = call.dtype("end");
    DType weight = call.dtype("weight");
    List<Operand> all = Operand.all(call, "input", "end", "weight");
    if (areApart(type, end)) {
      return OpResult.mismatch(
          "expected dtype %s for `end`, but got %s".formatted(type.text(), end.text()));
    }
    if (call.shape("weight").hasRank(0)) {
      return Operand.met(call, all, Operand.promoted(all));
    }
    if (isWhole(type)) {
      return refused("lerp", type);
    }
    return areApart(type, weight) && call.shape("weight").rank().isPresent()
        ? OpResult.mismatch(
            "expected dtype %s for `weight`, but got %s".formatted(type.text(), weight.text()))
        : Operand.met(call, all, type);
  }

  /** Whether two types are known not to be the same. */
  static boolean areApart(DType one, DType other) {
    return one != other && one != DType.UNKNOWN && other != DType.UNKNOWN;
  }

  private static OpResult added(OpCall call) {
    List<Operand> operands = Operand.all(call, "input", "tensor1", "tensor2");
    return Operand.met(call, operands, Operand.promoted(operands));
  }

  private static OpResult addcdiv(OpCall call) {
    Optional<DType> whole =
        Stream.of("tensor1", "tensor2")
            .map(call::dtype)
            .reduce(DType::promote)
            .filter(Elementwise::isWhole);
    return whole.isPresent()
        ? OpResult.mismatch("integer division with addcdiv is no longer supported")
        : added(call);
  }
}
