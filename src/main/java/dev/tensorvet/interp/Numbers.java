package dev.tensorvet.interp;

import dev.tensorvet.interp.PythonValue.Bool;
import dev.tensorvet.interp.PythonValue.Int;
import dev.tensorvet.interp.PythonValue.Ratio;
import dev.tensorvet.interp.PythonValue.Real;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.syntax.Expr.BinaryOperator;
import dev.tensorvet.syntax.Expr.CompareOperator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;

/** Python's functions of numbers, on what is known of them. */
final class Numbers {

  private final Machine machine;

  Numbers(Machine machine) {
    this.machine = machine;
  }

  PythonValue reals(PythonValue value, DoubleUnaryOperator function) {
    OptionalDouble number = Operators.asReal(value);
    if (number.isEmpty()) {
      boolean isNumber =
          value instanceof Int
              || value instanceof Ratio
              || value instanceof PythonValue.SomeReal
              || (value instanceof Unknown unknown && !unknown.name().isEmpty());
      return isNumber ? PythonValue.SomeReal.of(value) : PythonValue.unknown();
    }
    double result = function.applyAsDouble(number.getAsDouble());
    return Double.isNaN(result) ? PythonValue.unknown() : new Real(result);
  }

  /** As Python's, which is exact for powers of two. */
  double exactLog2(double x) {
    double exponent = Math.rint(Math.log(x) / Math.log(2));
    return Math.pow(2, exponent) == x ? exponent : Math.log(x) / Math.log(2);
  }

  PythonValue integer(PythonValue value) {
    return switch (value) {
      case Int number -> number;
      case Bool flag -> PythonValue.of(flag.asDim());
      case Ratio number -> PythonValue.of(number.floor());
      case Real number ->
          Double.isInfinite(number.value()) || Double.isNaN(number.value())
              ? PythonValue.unknown()
              : PythonValue.of((long) number.value());
      case Text text -> {
        try {
          yield PythonValue.of(Long.parseLong(text.value().strip()));
        } catch (NumberFormatException e) {
          yield PythonValue.unknown();
        }
      }
      case Unknown unknown -> unknown;
      // Some integer, and the same one wherever it goes.
      case PythonValue.SomeReal some -> machine.assumptions().fresh();
      default -> PythonValue.unknown();
    };
  }

  /** What {@code int} gives: whatever it is given, that is some integer. */
  PythonValue converted(PythonValue value) {
    PythonValue known = integer(value);
    return known.equals(PythonValue.unknown()) ? machine.assumptions().fresh() : known;
  }

  PythonValue real(PythonValue value) {
    OptionalDouble number = Operators.asReal(value);
    if (number.isPresent()) {
      return new Real(number.getAsDouble());
    }
    return switch (value) {
      case Int whole -> Ratio.whole(whole.value());
      case Ratio ratio -> ratio;
      case PythonValue.SomeReal some -> some;
      case Text text when text.value().equals("inf") -> new Real(Double.POSITIVE_INFINITY);
      case Text text when text.value().equals("-inf") -> new Real(Double.NEGATIVE_INFINITY);
      case Unknown unknown -> unknown;
      default -> PythonValue.unknown();
    };
  }

  PythonValue ceil(PythonValue value) {
    return switch (value) {
      case Real number -> PythonValue.of((long) Math.ceil(number.value()));
      case Ratio number -> PythonValue.of(number.above().ceilDiv(number.below()));
      default -> integer(value);
    };
  }

  PythonValue round(PythonValue value, Arguments arguments) {
    if (arguments.positional().size() > 1) {
      return PythonValue.unknown();
    }
    return value instanceof Real number
        ? PythonValue.of((long) Math.rint(number.value()))
        : integer(value);
  }

  PythonValue sum(PythonValue sequence, Optional<PythonValue> start) {
    Optional<List<PythonValue>> elements = machine.sequences().elements(sequence);
    if (elements.isEmpty()) {
      return PythonValue.unknown();
    }
    PythonValue sum = start.orElse(PythonValue.of(0));
    for (PythonValue each : elements.get()) {
      sum = machine.operators().binary(sum, BinaryOperator.ADD, each);
    }
    return sum;
  }

  PythonValue product(PythonValue sequence) {
    Optional<List<PythonValue>> elements = machine.sequences().elements(sequence);
    if (elements.isEmpty()) {
      return PythonValue.unknown();
    }
    PythonValue product = PythonValue.of(1);
    for (PythonValue each : elements.get()) {
      product = machine.operators().binary(product, BinaryOperator.MULT, each);
    }
    return product;
  }

  PythonValue extreme(Arguments arguments, CompareOperator better) {
    Optional<List<PythonValue>> elements =
        arguments.positional().size() == 1
            ? machine.sequences().elements(arguments.positional().getFirst())
            : Optional.of(arguments.positional());
    if (elements.isEmpty() || elements.get().isEmpty() || arguments.keywords().containsKey("key")) {
      return PythonValue.unknown();
    }
    PythonValue best = elements.get().getFirst();
    for (PythonValue each : elements.get().subList(1, elements.get().size())) {
      switch (machine.operators().compare(best, better, each).truth()) {
        case YES -> {}
        case NO -> best = each;
        case UNKNOWN -> {
          return someOf(elements.get());
        }
      }
    }
    return best;
  }

  /** One of several, of which it is not known which: of numbers, a number. */
  private PythonValue someOf(List<PythonValue> elements) {
    if (elements.stream().allMatch(each -> !each.asDim().isAny())) {
      return machine.assumptions().fresh();
    }
    return elements.stream().allMatch(Numbers::isNumber)
        ? PythonValue.SomeReal.of(elements.toArray(PythonValue[]::new))
        : PythonValue.unknown();
  }

  private static boolean isNumber(PythonValue value) {
    return !value.asDim().isAny()
        || value instanceof Real
        || value instanceof Ratio
        || value instanceof PythonValue.SomeReal;
  }

  PythonValue gcd(OptionalLong a, OptionalLong b) {
    if (a.isEmpty() || b.isEmpty()) {
      return PythonValue.unknown();
    }
    long x = Math.abs(a.getAsLong());
    long y = Math.abs(b.getAsLong());
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return PythonValue.of(x);
  }
}
