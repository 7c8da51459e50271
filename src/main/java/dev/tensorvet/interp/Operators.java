package dev.tensorvet.interp;

import dev.tensorvet.interp.PythonValue.Bool;
import dev.tensorvet.interp.PythonValue.Int;
import dev.tensorvet.interp.PythonValue.None;
import dev.tensorvet.interp.PythonValue.Ratio;
import dev.tensorvet.interp.PythonValue.Real;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Tuple;
import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.syntax.Expr.BinaryOperator;
import dev.tensorvet.syntax.Expr.CompareOperator;
import dev.tensorvet.syntax.Expr.UnaryOperator;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Device;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Python's operators, on numbers, sequences and tensors. */
final class Operators {

  /** What code goes through one by one gets this size. */
  private static final int FEW = 5;

  private static final int LARGEST_POWER = 8;

  /** What makes things is given no larger number. */
  private static final long LARGEST_ARGUMENT = 256;

  /** Ratios that people write, 0.25 and 2/3 among them, have a small one. */
  private static final long LARGEST_DENOMINATOR = 64;

  private final Machine machine;

  Operators(Machine machine) {
    this.machine = machine;
  }

  // --- two operands

  PythonValue binary(PythonValue left, BinaryOperator operator, PythonValue right) {
    if (left instanceof TensorValue || right instanceof TensorValue) {
      return machine.tensors().call(operation(operator), Arguments.of(left, right));
    }
    if (left instanceof PythonValue.Array || right instanceof PythonValue.Array) {
      return machine.arrays().binary(left, operator, right);
    }
    if (left instanceof PythonValue.OpenFile folder
        && operator == BinaryOperator.DIV
        && right instanceof Text name) {
      return new PythonValue.OpenFile(folder.path() + "/" + name.value());
    }
    return switch (operator) {
      case ADD -> sum(left, right);
      case MULT -> repeated(left, right).orElseGet(() -> arithmetic(left, operator, right));
      case BIT_OR, BIT_AND, BIT_XOR -> bitwise(left, operator, right);
      case MOD ->
          left instanceof Text pattern
              ? machine.sequences().formatted(pattern.value(), right)
              : arithmetic(left, operator, right);
      case SUB, DIV, POW, FLOOR_DIV, LEFT_SHIFT, RIGHT_SHIFT, MAT_MULT ->
          arithmetic(left, operator, right);
    };
  }

  private static String operation(BinaryOperator operator) {
    return switch (operator) {
      case ADD -> "add";
      case SUB -> "sub";
      case MULT -> "mul";
      case MAT_MULT -> "matmul";
      case DIV -> "div";
      case MOD -> "remainder";
      case POW -> "pow";
      case LEFT_SHIFT -> "bitwise_left_shift";
      case RIGHT_SHIFT -> "bitwise_right_shift";
      case BIT_OR -> "bitwise_or";
      case BIT_XOR -> "bitwise_xor";
      case BIT_AND -> "bitwise_and";
      case FLOOR_DIV -> "floor_divide";
    };
  }

  /** {@code tensor += right}: the tensor itself, changed. */
  PythonValue inPlace(TensorValue tensor, BinaryOperator operator, PythonValue right) {
    return operator == BinaryOperator.MAT_MULT
        ? binary(tensor, operator, right)
        : machine.tensors().call(operation(operator) + "_", Arguments.of(tensor, right));
  }

  private PythonValue sum(PythonValue left, PythonValue right) {
    if (left instanceof Text a && right instanceof Text b) {
      return new Text(a.value() + b.value());
    }
    if (left instanceof Tuple a && right instanceof Tuple b) {
      return PythonValue.tuple(concatenated(a.elements(), b.elements()));
    }
    if (left instanceof ListValue a && right instanceof ListValue b) {
      ListValue sum = new ListValue(concatenated(a.elements(), b.elements()));
      if (a.isOpen() || b.isOpen()) {
        sum.open();
      }
      return sum;
    }
    return arithmetic(left, BinaryOperator.ADD, right);
  }

  private static List<PythonValue> concatenated(List<PythonValue> left, List<PythonValue> right) {
    List<PythonValue> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  /** {@code [0] * n}. */
  private Optional<PythonValue> repeated(PythonValue left, PythonValue right) {
    PythonValue sequence = left instanceof Int || left instanceof Unknown ? right : left;
    Dim count = (sequence == left ? right : left).asDim();
    if (sequence instanceof Tuple || sequence instanceof ListValue) {
      decideCount(count);
    }
    OptionalLong times = count.known();
    return switch (sequence) {
      case Tuple tuple
          when times.isPresent() && times.getAsLong() * tuple.elements().size() < 10_000 ->
          Optional.of(PythonValue.tuple(repeated(tuple.elements(), times.getAsLong())));
      case Tuple tuple -> Optional.of(PythonValue.unknown());
      case ListValue list
          when times.isPresent()
              && !list.isOpen()
              && times.getAsLong() * list.elements().size() < 10_000 ->
          Optional.of(new ListValue(repeated(list.elements(), times.getAsLong())));
      case ListValue list -> {
        ListValue unknown = new ListValue(List.of());
        unknown.open();
        yield Optional.of(unknown);
      }
      case Text text -> Optional.of(PythonValue.unknown());
      default -> Optional.empty();
    };
  }

  /**
   * Something that is made so many times needs a number to be made at all: two show the pattern. A
   * number that the values of tensors make is none that could be given.
   */
  void decideCount(Dim count) {
    if (machine.trace().isCounted(count)) {
      return;
    }
    if (count.isSize()) {
      throw new Assumptions.Unsized(count.symbols().iterator().next(), FEW);
    }
    if (count.isOfIntegers()) {
      String symbol = count.symbols().iterator().next();
      throw new Assumptions.Undecided(symbol, PythonValue.of(numberForTwo(count, symbol)));
    }
  }

  /**
   * The smallest number for which a count is two: {@code depth} of {@code (depth - 4) // 6}. Of
   * several that are counted together each is one.
   */
  private static long numberForTwo(Dim count, String symbol) {
    if (count.symbols().size() > 1) {
      return 1;
    }
    for (long number = 1; number <= LARGEST_ARGUMENT; number++) {
      if (count.with(Map.of(symbol, Dim.of(number))).isKnown(2)) {
        return number;
      }
    }
    return 3;
  }

  private static List<PythonValue> repeated(List<PythonValue> elements, long times) {
    return Collections.nCopies((int) Math.max(0, times), elements).stream()
        .flatMap(List::stream)
        .toList();
  }

  // --- numbers

  private static PythonValue arithmetic(
      PythonValue left, BinaryOperator operator, PythonValue right) {
    PythonValue result = exact(left, operator, right);
    boolean isOfNumbers = isAnyNumber(left) && isAnyNumber(right);
    return result.equals(PythonValue.unknown()) && isOfNumbers
        ? PythonValue.SomeReal.of(left, right)
        : result;
  }

  private static boolean isAnyNumber(PythonValue value) {
    return isNumber(value) || value instanceof PythonValue.SomeReal || isWhole(value);
  }

  private static PythonValue exact(PythonValue left, BinaryOperator operator, PythonValue right) {
    if (isWhole(left) && isWhole(right)) {
      return ofIntegers(left.asDim(), operator, right.asDim());
    }
    OptionalDouble a = asReal(left);
    OptionalDouble b = asReal(right);
    if (a.isPresent() && b.isPresent()) {
      return ofReals(a.getAsDouble(), operator, b.getAsDouble());
    }
    Optional<Ratio> x = ratio(left);
    Optional<Ratio> y = ratio(right);
    return x.isPresent() && y.isPresent()
        ? ofRatios(x.get(), operator, y.get())
        : PythonValue.unknown();
  }

  private static PythonValue ofRatios(Ratio left, BinaryOperator operator, Ratio right) {
    return switch (operator) {
      case ADD -> sum(left, right.above(), right.below());
      case SUB -> sum(left, right.above().negated(), right.below());
      case MULT -> shortened(left.above().times(right.above()), left.below().times(right.below()));
      case DIV -> shortened(left.above().times(right.below()), left.below().times(right.above()));
      case FLOOR_DIV ->
          Ratio.whole(
              left.above().times(right.below()).floorDiv(left.below().times(right.above())));
      default -> PythonValue.unknown();
    };
  }

  private static PythonValue sum(Ratio left, Dim above, Dim below) {
    return shortened(
        left.above().times(below).plus(above.times(left.below())), left.below().times(below));
  }

  private static PythonValue shortened(Dim above, Dim below) {
    if (above.isAny() || below.isAny() || below.isKnown(0)) {
      return PythonValue.unknown();
    }
    Dim whole = above.floorDiv(below);
    return whole.times(below).equals(above) ? Ratio.whole(whole) : new Ratio(above, below);
  }

  /** A number as one integer over another, if it is known as such. */
  private static Optional<Ratio> ratio(PythonValue value) {
    if (value instanceof Ratio number) {
      return Optional.of(number);
    }
    if (value instanceof Real number) {
      for (long below = 1; below <= LARGEST_DENOMINATOR; below++) {
        double above = number.value() * below;
        if (Math.abs(above) < 1e12 && Math.abs(above - Math.rint(above)) < 1e-9) {
          return Optional.of(new Ratio(Dim.of((long) Math.rint(above)), Dim.of(below)));
        }
      }
      return Optional.empty();
    }
    Dim whole = value.asDim();
    return whole.isAny() ? Optional.empty() : Optional.of(Ratio.whole(whole));
  }

  private static boolean isWhole(PythonValue value) {
    return value instanceof Int
        || value instanceof Bool
        || (value instanceof Unknown unknown && !unknown.name().isEmpty());
  }

  /** A number as an integer, if its value is one. */
  private static Dim wholeReal(PythonValue value) {
    return ratio(value).filter(r -> r.below().isKnown(1)).map(Ratio::above).orElse(Dim.any());
  }

  static OptionalDouble asReal(PythonValue value) {
    return switch (value) {
      case Real number -> OptionalDouble.of(number.value());
      case Int number when number.value().known().isPresent() ->
          OptionalDouble.of((double) number.value().known().getAsLong());
      case Bool flag -> OptionalDouble.of(flag.value() ? 1 : 0);
      default -> OptionalDouble.empty();
    };
  }

  private static PythonValue ofIntegers(Dim left, BinaryOperator operator, Dim right) {
    return switch (operator) {
      case ADD -> PythonValue.of(left.plus(right));
      case SUB -> PythonValue.of(left.minus(right));
      case MULT -> PythonValue.of(left.times(right));
      case FLOOR_DIV -> PythonValue.of(left.floorDiv(right));
      case MOD -> PythonValue.of(left.mod(right));
      case DIV -> quotient(left, right);
      case POW -> power(left, right);
      case LEFT_SHIFT ->
          right.known().isPresent() && right.known().getAsLong() < 62
              ? PythonValue.of(left.times(1L << right.known().getAsLong()))
              : PythonValue.unknown();
      case RIGHT_SHIFT ->
          right.known().isPresent() && right.known().getAsLong() < 62
              ? PythonValue.of(left.floorDiv(1L << right.known().getAsLong()))
              : PythonValue.unknown();
      case MAT_MULT, BIT_OR, BIT_XOR, BIT_AND -> PythonValue.unknown();
    };
  }

  private static PythonValue quotient(Dim left, Dim right) {
    if (left.known().isPresent() && right.known().isPresent()) {
      return right.isKnown(0)
          ? PythonValue.unknown()
          : new Real((double) left.known().getAsLong() / (double) right.known().getAsLong());
    }
    return shortened(left, right);
  }

  private static PythonValue power(Dim left, Dim right) {
    if (right.known().isEmpty() || right.known().getAsLong() < 0) {
      return left.known().isPresent() && right.known().isPresent()
          ? new Real(
              Math.pow((double) left.known().getAsLong(), (double) right.known().getAsLong()))
          : PythonValue.unknown();
    }
    long exponent = right.known().getAsLong();
    if (exponent > (left.known().isPresent() ? 62 : LARGEST_POWER)) {
      return PythonValue.unknown();
    }
    Dim power = Dim.of(1);
    for (long i = 0; i < exponent; i++) {
      power = power.times(left);
    }
    return PythonValue.of(power);
  }

  private static PythonValue ofReals(double left, BinaryOperator operator, double right) {
    return switch (operator) {
      case ADD -> new Real(left + right);
      case SUB -> new Real(left - right);
      case MULT -> new Real(left * right);
      case DIV -> right == 0 ? PythonValue.unknown() : new Real(left / right);
      case FLOOR_DIV -> right == 0 ? PythonValue.unknown() : new Real(Math.floor(left / right));
      case MOD ->
          right == 0 ? PythonValue.unknown() : new Real(left - right * Math.floor(left / right));
      case POW -> new Real(Math.pow(left, right));
      case MAT_MULT, LEFT_SHIFT, RIGHT_SHIFT, BIT_OR, BIT_XOR, BIT_AND -> PythonValue.unknown();
    };
  }

  private static PythonValue bitwise(PythonValue left, BinaryOperator operator, PythonValue right) {
    if (left instanceof Bool a && right instanceof Bool b) {
      return PythonValue.of(
          switch (operator) {
            case BIT_OR -> a.value() || b.value();
            case BIT_AND -> a.value() && b.value();
            default -> a.value() ^ b.value();
          });
    }
    if (left instanceof DictValue a
        && right instanceof DictValue b
        && operator == BinaryOperator.BIT_OR) {
      DictValue both = new DictValue();
      a.entries().forEach(both::put);
      b.entries().forEach(both::put);
      if (a.isOpen() || b.isOpen()) {
        both.open();
      }
      return both;
    }
    OptionalLong x = left.asDim().known();
    OptionalLong y = right.asDim().known();
    if (x.isEmpty() || y.isEmpty()) {
      return PythonValue.unknown();
    }
    return PythonValue.of(
        switch (operator) {
          case BIT_OR -> x.getAsLong() | y.getAsLong();
          case BIT_AND -> x.getAsLong() & y.getAsLong();
          default -> x.getAsLong() ^ y.getAsLong();
        });
  }

  // --- one operand

  PythonValue unary(UnaryOperator operator, PythonValue operand) {
    if (operand instanceof TensorValue && operator != UnaryOperator.NOT) {
      return switch (operator) {
        case MINUS -> machine.tensors().call("neg", Arguments.of(operand));
        case INVERT -> machine.tensors().call("bitwise_not", Arguments.of(operand));
        case PLUS, NOT -> operand;
      };
    }
    return switch (operator) {
      case NOT -> PythonValue.of(machine.truth(operand).not());
      case PLUS -> operand;
      case MINUS ->
          switch (operand) {
            case Real number -> new Real(-number.value());
            case Ratio number -> new Ratio(number.above().negated(), number.below());
            case PythonValue.SomeReal some -> some;
            default -> PythonValue.of(operand.asDim().negated());
          };
      case INVERT -> PythonValue.of(operand.asDim().negated().minus(1));
    };
  }

  // --- comparisons

  PythonValue compare(PythonValue left, CompareOperator operator, PythonValue right) {
    boolean isOfTensors = left instanceof TensorValue || right instanceof TensorValue;
    return switch (operator) {
      case IS -> PythonValue.of(same(left, right));
      case IS_NOT -> PythonValue.of(same(left, right).not());
      case IN -> PythonValue.of(in(left, right));
      case NOT_IN -> PythonValue.of(in(left, right).not());
      case EQUAL ->
          isOfTensors && !(left instanceof None) && !(right instanceof None)
              ? tensors("eq", left, right)
              : PythonValue.of(equalAsGiven(left, right));
      case NOT_EQUAL ->
          isOfTensors && !(left instanceof None) && !(right instanceof None)
              ? tensors("ne", left, right)
              : PythonValue.of(equalAsGiven(left, right).not());
      case LESS ->
          isOfTensors ? tensors("lt", left, right) : PythonValue.of(less(left, right, true));
      case LESS_EQUAL ->
          isOfTensors ? tensors("le", left, right) : PythonValue.of(less(left, right, false));
      case GREATER ->
          isOfTensors ? tensors("gt", left, right) : PythonValue.of(less(right, left, true));
      case GREATER_EQUAL ->
          isOfTensors ? tensors("ge", left, right) : PythonValue.of(less(right, left, false));
    };
  }

  private PythonValue tensors(String operation, PythonValue left, PythonValue right) {
    return machine.tensors().call(operation, Arguments.of(left, right));
  }

  private Proof same(PythonValue left, PythonValue right) {
    if (left instanceof Unknown || right instanceof Unknown) {
      boolean isArgument = isNamed(left) && right instanceof None;
      if (isArgument) {
        machine.assumptions().assume();
      }
      return isArgument ? Proof.NO : Proof.UNKNOWN;
    }
    if (left instanceof None || right instanceof None) {
      return Proof.of(left instanceof None && right instanceof None);
    }
    return equal(left, right);
  }

  private static boolean isNamed(PythonValue value) {
    return value instanceof Unknown unknown && !unknown.name().isEmpty();
  }

  /** The same where arguments are taken to be what goes on: a text that is asked for is given. */
  private Proof equalAsGiven(PythonValue left, PythonValue right) {
    Proof proof = equal(left, right);
    if (proof != Proof.UNKNOWN) {
      machine.assumptions().ask(left);
      return proof;
    }
    if (left instanceof Unknown unknown && !unknown.name().isEmpty()) {
      if (right instanceof Text || right instanceof Bool) {
        throw new Assumptions.Undecided(unknown.name(), right);
      }
      if (right instanceof None) {
        machine.assumptions().assume();
        return Proof.NO;
      }
    }
    Dim difference = left.asDim().minus(right.asDim());
    // Whether a quotient leaves nothing is a question of its own.
    boolean isOfOneNumber = right.asDim().known().orElse(0) != 0 && difference.isOfIntegers();
    if (difference.isOfIntegersAlone() || isOfOneNumber) {
      machine.assumptions().assume();
      return Proof.NO;
    }
    return Proof.UNKNOWN;
  }

  /** Python's {@code ==}, for anything but tensors. */
  static Proof equal(PythonValue left, PythonValue right) {
    if (left instanceof Unknown || right instanceof Unknown) {
      return left.equals(right) && !left.equals(PythonValue.unknown()) ? Proof.YES : Proof.UNKNOWN;
    }
    if (isNumber(left) && isNumber(right)) {
      OptionalDouble a = asReal(left);
      OptionalDouble b = asReal(right);
      return a.isPresent() && b.isPresent()
          ? Proof.of(a.getAsDouble() == b.getAsDouble())
          : wholeReal(left).equalTo(wholeReal(right));
    }
    Optional<List<PythonValue>> one = sequence(left);
    Optional<List<PythonValue>> other = sequence(right);
    if (one.isPresent() && other.isPresent() && left.getClass() == right.getClass()) {
      if (one.get().size() != other.get().size()) {
        return Proof.NO;
      }
      Proof all = Proof.YES;
      for (int i = 0; i < one.get().size(); i++) {
        all = all.and(equal(one.get().get(i), other.get().get(i)));
      }
      return all;
    }
    if (left instanceof Instance || right instanceof Instance) {
      return Objects.equals(left, right) ? Proof.YES : Proof.UNKNOWN;
    }
    boolean isSettled = isSettled(left) && isSettled(right);
    return isSettled ? Proof.of(left.equals(right)) : Proof.UNKNOWN;
  }

  private static boolean isNumber(PythonValue value) {
    return value instanceof Int
        || value instanceof Real
        || value instanceof Ratio
        || value instanceof Bool;
  }

  private static Optional<List<PythonValue>> sequence(PythonValue value) {
    return switch (value) {
      case Tuple tuple -> Optional.of(tuple.elements());
      case ListValue list when !list.isOpen() -> Optional.of(list.elements());
      default -> Optional.empty();
    };
  }

  /** Whether a value is known well enough to differ from another. */
  private static boolean isSettled(PythonValue value) {
    return switch (value) {
      case Unknown unknown -> false;
      case PythonValue.SomeReal number -> false;
      case PythonValue.Array array -> false;
      case PythonValue.ShapeOf shape -> false;
      case PythonValue.Library library -> true;
      case TensorValue tensor -> false;
      case PythonValue.Place place -> place.value() != Device.UNKNOWN;
      case PythonValue.Type type -> type.value() != DType.UNKNOWN;
      case PythonValue.Member member -> false;
      default -> true;
    };
  }

  private static Proof in(PythonValue element, PythonValue collection) {
    Optional<List<PythonValue>> elements =
        collection instanceof DictValue dict && !dict.isOpen()
            ? Optional.of(List.copyOf(dict.entries().keySet()))
            : sequence(collection);
    if (element instanceof Unknown unknown) {
      if (!unknown.name().isEmpty() && elements.isPresent() && !elements.get().isEmpty()) {
        throw new Assumptions.Undecided(unknown.name(), elements.get().getFirst());
      }
      return Proof.UNKNOWN;
    }
    if (elements.isPresent()) {
      Proof any = Proof.NO;
      for (PythonValue each : elements.get()) {
        any = any.or(equal(element, each));
      }
      return any;
    }
    if (element instanceof Text part && collection instanceof Text whole) {
      return Proof.of(whole.value().contains(part.value()));
    }
    return collection instanceof DictValue dict && dict.get(element).isPresent()
        ? Proof.YES
        : Proof.UNKNOWN;
  }

  private static Proof less(PythonValue left, PythonValue right, boolean isStrict) {
    OptionalDouble a = asReal(left);
    OptionalDouble b = asReal(right);
    if (a.isPresent() && b.isPresent()) {
      return Proof.of(
          isStrict ? a.getAsDouble() < b.getAsDouble() : a.getAsDouble() <= b.getAsDouble());
    }
    if (left instanceof Text one && right instanceof Text other) {
      int order = one.value().compareTo(other.value());
      return Proof.of(isStrict ? order < 0 : order <= 0);
    }
    Dim x = wholeReal(left);
    Dim y = wholeReal(right);
    Proof proof = isStrict ? x.lessThan(y) : x.atMost(y);
    if (proof == Proof.UNKNOWN) {
      // A size that code is given is one or more.
      if (isPositive(y) && x.atMost(Dim.of(isStrict ? 0 : 1)) == Proof.YES) {
        return Proof.YES;
      }
      if (isPositive(x) && y.atMost(Dim.of(isStrict ? 1 : 0)) == Proof.YES) {
        return Proof.NO;
      }
      decide(x, y, isStrict ? -1 : 0);
      decide(y, x, isStrict ? 0 : -1);
    }
    return proof;
  }

  private static boolean isPositive(Dim dim) {
    return dim.isOfIntegersAlone() && dim.isSum();
  }

  /** Gives an argument that is compared with a number the value nearest to it that is a size. */
  private static void decide(Dim argument, Dim bound, long distance) {
    if (bound.known().isPresent()
        && argument.isOfIntegersAlone()
        && argument.symbols().size() == 1
        && argument.equals(Dim.integer(argument.symbols().iterator().next()))) {
      throw new Assumptions.Undecided(
          argument.symbols().iterator().next(),
          PythonValue.of(Math.max(1, bound.known().getAsLong() - distance - 1)));
    }
  }
}
