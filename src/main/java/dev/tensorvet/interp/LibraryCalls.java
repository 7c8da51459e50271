package dev.tensorvet.interp;

import dev.tensorvet.framework.Evaluated;
import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.interp.PythonValue.Bool;
import dev.tensorvet.interp.PythonValue.ClassValue;
import dev.tensorvet.interp.PythonValue.Int;
import dev.tensorvet.interp.PythonValue.Ratio;
import dev.tensorvet.interp.PythonValue.Real;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Tuple;
import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.syntax.Expr.BinaryOperator;
import dev.tensorvet.syntax.Expr.CompareOperator;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;

/** Calls of what Python and libraries define, where no text says what it does. */
final class LibraryCalls {

  private static final long LONGEST_RANGE = 10_000;

  private final Machine machine;

  LibraryCalls(Machine machine) {
    this.machine = machine;
  }

  boolean isSuper(PythonValue.Library library) {
    return Evaluated.of(library.qualifiedName()).filter(e -> e == Evaluated.SUPER).isPresent();
  }

  boolean isNamedTuple(LibraryEntity type) {
    return Evaluated.of(type.qualifiedName()).filter(e -> e == Evaluated.NAMED_TUPLE).isPresent();
  }

  PythonValue call(String qualifiedName, Arguments arguments, String called) {
    Optional<Evaluated> function = Evaluated.of(qualifiedName);
    if (function.isPresent()) {
      return evaluated(function.get(), arguments, called);
    }
    Optional<DType> typed = TensorFunctions.typed(qualifiedName);
    if (typed.isPresent()) {
      return machine.tensors().typed(typed.get(), arguments);
    }
    Optional<String> query = TensorFunctions.operation(qualifiedName).filter(Tensors::isQuery);
    if (query.isPresent()
        && arguments.get(0, "input").orElse(PythonValue.none()) instanceof TensorValue tensor) {
      return machine.tensors().method(tensor, query.get(), arguments.without(1));
    }
    Optional<String> operation =
        TensorFunctions.operation(qualifiedName)
            .filter(name -> machine.trace().operation(name).isPresent());
    return operation.isPresent()
        ? machine.tensors().call(operation.get(), arguments)
        : machine.calls().unknown(called, arguments);
  }

  private PythonValue evaluated(Evaluated function, Arguments arguments, String called) {
    PythonValue first = arguments.get(0, "").orElse(PythonValue.unknown());
    PythonValue second = arguments.get(1, "").orElse(PythonValue.unknown());
    Sequences sequences = machine.sequences();
    return switch (function) {
      case LEN -> sequences.length(first);
      case RANGE -> range(arguments.positional());
      case ENUMERATE -> enumerate(first, arguments.get(1, "start"));
      case ZIP -> zip(arguments.positional());
      case MAP -> map(arguments);
      case FILTER -> filter(first, second);
      case REVERSED -> list(sequences.elements(first).map(List::reversed));
      case SORTED -> sorted(sequences.elements(first), arguments);
      case LIST ->
          arguments.positional().isEmpty()
              ? new ListValue(List.of())
              : list(sequences.elements(first));
      case TUPLE ->
          arguments.positional().isEmpty()
              ? PythonValue.tuple(List.of())
              : sequences.elements(first).map(PythonValue::tuple).orElse(PythonValue.unknown());
      case DICT -> dict(arguments);
      case DEFAULT_DICT -> {
        DictValue dict = new DictValue();
        dict.open();
        yield dict;
      }
      case INT -> integer(first);
      case FLOAT -> real(first);
      case BOOL -> PythonValue.of(first.truth());
      case STR -> sequences.text(first);
      case SUM -> sum(first, arguments.get(1, "start"));
      case MIN -> extreme(arguments, CompareOperator.LESS_EQUAL);
      case MAX -> extreme(arguments, CompareOperator.GREATER_EQUAL);
      case ABS ->
          first instanceof TensorValue
              ? machine.tensors().call("abs", arguments)
              : first.asDim().known().isPresent()
                  ? PythonValue.of(Math.abs(first.asDim().known().getAsLong()))
                  : reals(first, Math::abs);
      case ROUND -> round(first, arguments);
      case POW -> machine.operators().binary(first, BinaryOperator.POW, second);
      case DIVMOD ->
          PythonValue.tuple(
              List.of(
                  machine.operators().binary(first, BinaryOperator.FLOOR_DIV, second),
                  machine.operators().binary(first, BinaryOperator.MOD, second)));
      case ANY -> any(first, Proof.NO, Proof::or);
      case ALL -> any(first, Proof.YES, Proof::and);
      case IS_INSTANCE -> PythonValue.of(isInstance(first, second));
      case HAS_ATTRIBUTE ->
          second instanceof Text name
              ? machine.members().has(first, name.value())
              : PythonValue.unknown();
      case GET_ATTRIBUTE -> getAttribute(first, second, arguments);
      case SET_ATTRIBUTE -> {
        if (second instanceof Text name) {
          machine
              .members()
              .set(first, name.value(), arguments.get(2, "").orElse(PythonValue.unknown()));
        }
        yield PythonValue.none();
      }
      case CALLABLE -> PythonValue.of(isCallable(first));
      case TYPE ->
          first instanceof Instance object ? new ClassValue(object.type()) : PythonValue.unknown();
      case SLICE -> slice(arguments.positional());
      case NEXT ->
          sequences
              .elements(first)
              .filter(all -> !all.isEmpty())
              .map(List::getFirst)
              .or(() -> arguments.get(1, "default"))
              .orElse(PythonValue.unknown());
      case SUPER ->
          first instanceof ClassValue type
              ? new PythonValue.Super(type.entity(), second)
              : PythonValue.unknown();
      case MODULE ->
          machine
              .calls()
              .call(machine.names().library(TensorFunctions.PLAIN_MODULE), Arguments.of(), called);
      case OBJECT, FIELD -> field(arguments);
      case NOTHING -> PythonValue.none();
      case SQRT -> reals(first, Math::sqrt);
      case CEIL -> ceil(first);
      case FLOOR -> integer(first);
      case LOG ->
          arguments.positional().size() > 1
              ? machine
                  .operators()
                  .binary(reals(first, Math::log), BinaryOperator.DIV, reals(second, Math::log))
              : reals(first, Math::log);
      case LOG2 -> reals(first, x -> exactLog2(x));
      case LOG10 -> reals(first, Math::log10);
      case EXP -> reals(first, Math::exp);
      case SIN -> reals(first, Math::sin);
      case COS -> reals(first, Math::cos);
      case TAN -> reals(first, Math::tan);
      case TANH -> reals(first, Math::tanh);
      case GCD -> gcd(first.asDim().known(), second.asDim().known());
      case PRODUCT -> product(first);
      case IS_NAN -> PythonValue.of(false);
      case PARTIAL ->
          new PythonValue.Partial(first, arguments.without(1).positional(), arguments.keywords());
      case REDUCE -> reduce(first, second, arguments.get(2, "initial"));
      case MULTIPLY -> machine.operators().binary(first, BinaryOperator.MULT, second);
      case ADD -> machine.operators().binary(first, BinaryOperator.ADD, second);
      case COPY -> new Copies(machine).of(first);
      case CHAIN -> chained(arguments.positional());
      case CHAIN_ALL -> sequences.elements(first).map(this::chained).orElse(PythonValue.unknown());
      case REPEAT ->
          second.asDim().known().isPresent() && second.asDim().known().getAsLong() < LONGEST_RANGE
              ? new ListValue(Collections.nCopies((int) second.asDim().known().getAsLong(), first))
              : PythonValue.unknown();
      case CARTESIAN -> cartesian(arguments.positional());
      case NAMED_TUPLE -> tupleType(second);
      case PARAMETER -> parameter(arguments);
      case BUFFER -> first;
      case ARGUMENT_PARSER -> new DictValue();
      case DEVICE -> Tensors.device(arguments.get(0, "device"));
      case IS_TENSOR ->
          first instanceof Unknown ? first : PythonValue.of(first instanceof TensorValue);
      case FIRST_ARGUMENT ->
          arguments.positional().isEmpty()
              ? arguments.keywords().values().stream().findFirst().orElse(PythonValue.unknown())
              : first;
      case SECOND_ARGUMENT -> second;
      case FALSE -> PythonValue.of(false);
      case TRUE -> PythonValue.of(true);
      case CHECKPOINT ->
          machine
              .calls()
              .call(
                  first,
                  new Arguments(
                      arguments.without(1).positional(),
                      withoutSettings(arguments),
                      arguments.isOpen()),
                  called);
      case CHECKPOINT_SEQUENTIAL -> {
        PythonValue value = arguments.get(2, "input").orElse(PythonValue.unknown());
        for (PythonValue each : sequences.elements(first).orElse(List.of())) {
          value = machine.calls().call(each, Arguments.of(value), called);
        }
        yield value;
      }
      case DEFAULT_DTYPE -> new PythonValue.Type(DType.FLOAT32);
    };
  }

  private static SequencedMap<String, PythonValue> withoutSettings(Arguments arguments) {
    LinkedHashMap<String, PythonValue> left = new LinkedHashMap<>(arguments.keywords());
    left.keySet().removeAll(List.of("use_reentrant", "preserve_rng_state", "context_fn", "debug"));
    return left;
  }

  /** {@code dataclasses.field(default=...)}; an object of no class that is known. */
  private PythonValue field(Arguments arguments) {
    PythonValue made = arguments.keywords().get("default_factory");
    if (made != null) {
      return machine.calls().call(made, Arguments.of(), "default_factory");
    }
    PythonValue given = arguments.keywords().get("default");
    return given == null ? PythonValue.unknown() : given;
  }

  private static PythonValue parameter(Arguments arguments) {
    PythonValue data = arguments.get(0, "data").orElse(PythonValue.unknown());
    boolean asksGradient =
        arguments.get(1, "requires_grad").map(PythonValue::truth).orElse(Proof.YES) != Proof.NO;
    return data instanceof TensorValue tensor ? tensor.asParameter(asksGradient) : data;
  }

  /** {@code namedtuple("Point", ["x", "y"])}, {@code namedtuple("Point", "x y")}. */
  private PythonValue tupleType(PythonValue fields) {
    List<PythonValue> names =
        fields instanceof Text text
            ? Arrays.stream(text.value().strip().split("[,\\s]+"))
                .map(name -> (PythonValue) new Text(name))
                .toList()
            : machine.sequences().elements(fields).orElse(List.of());
    return names.stream().allMatch(name -> name instanceof Text) && !names.isEmpty()
        ? new PythonValue.TupleType(names.stream().map(name -> ((Text) name).value()).toList())
        : PythonValue.unknown();
  }

  // --- sequences

  private static PythonValue list(Optional<List<PythonValue>> elements) {
    return elements.<PythonValue>map(ListValue::new).orElse(PythonValue.unknown());
  }

  private static PythonValue range(List<PythonValue> bounds) {
    bounds.forEach(bound -> Operators.decideCount(bound.asDim()));
    List<OptionalLong> known = bounds.stream().map(b -> b.asDim().known()).toList();
    if (known.isEmpty() || known.stream().anyMatch(OptionalLong::isEmpty)) {
      return PythonValue.unknown();
    }
    long from = known.size() > 1 ? known.get(0).getAsLong() : 0;
    long to = known.get(known.size() > 1 ? 1 : 0).getAsLong();
    long step = known.size() > 2 ? known.get(2).getAsLong() : 1;
    if (step == 0 || Math.abs((to - from) / step) > LONGEST_RANGE) {
      return PythonValue.unknown();
    }
    return new ListValue(
        LongStream.iterate(from, at -> step > 0 ? at < to : at > to, at -> at + step)
            .mapToObj(PythonValue::of)
            .toList());
  }

  private PythonValue enumerate(PythonValue sequence, Optional<PythonValue> start) {
    Optional<List<PythonValue>> elements = machine.sequences().elements(sequence);
    if (elements.isEmpty()) {
      return PythonValue.unknown();
    }
    Dim at = start.map(PythonValue::asDim).orElse(Dim.of(0));
    List<PythonValue> pairs = new ArrayList<>();
    for (PythonValue element : elements.get()) {
      pairs.add(PythonValue.tuple(List.of(PythonValue.of(at), element)));
      at = at.plus(1);
    }
    return new ListValue(pairs);
  }

  /** Of sequences of unknown length, those that are known say how long it is at most. */
  private PythonValue zip(List<PythonValue> sequences) {
    List<Optional<List<PythonValue>>> all =
        sequences.stream().map(machine.sequences()::elements).toList();
    if (all.stream().allMatch(Optional::isEmpty)) {
      return PythonValue.unknown();
    }
    int length = all.stream().flatMap(Optional::stream).mapToInt(List::size).min().orElse(0);
    List<PythonValue> rows = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      List<PythonValue> row = new ArrayList<>();
      for (Optional<List<PythonValue>> each : all) {
        row.add(each.isPresent() ? each.get().get(i) : PythonValue.unknown());
      }
      rows.add(PythonValue.tuple(row));
    }
    return new ListValue(rows);
  }

  private PythonValue map(Arguments arguments) {
    PythonValue function = arguments.get(0, "").orElse(PythonValue.unknown());
    PythonValue rows = zip(arguments.without(1).positional());
    return machine
        .sequences()
        .elements(rows)
        .<PythonValue>map(
            all ->
                new ListValue(
                    all.stream()
                        .map(
                            row ->
                                machine
                                    .calls()
                                    .call(function, Arguments.of(((Tuple) row).elements()), "map"))
                        .toList()))
        .orElse(PythonValue.unknown());
  }

  private PythonValue filter(PythonValue function, PythonValue sequence) {
    Optional<List<PythonValue>> elements = machine.sequences().elements(sequence);
    if (elements.isEmpty()) {
      return PythonValue.unknown();
    }
    List<PythonValue> kept = new ArrayList<>();
    for (PythonValue each : elements.get()) {
      PythonValue answer =
          function instanceof PythonValue.None
              ? each
              : machine.calls().call(function, Arguments.of(each), "filter");
      if (machine.truth(answer) == Proof.UNKNOWN) {
        return PythonValue.unknown();
      }
      if (answer.truth() == Proof.YES) {
        kept.add(each);
      }
    }
    return new ListValue(kept);
  }

  private static PythonValue sorted(Optional<List<PythonValue>> elements, Arguments arguments) {
    if (elements.isEmpty() || arguments.keywords().containsKey("key")) {
      return PythonValue.unknown();
    }
    List<OptionalLong> numbers = elements.get().stream().map(e -> e.asDim().known()).toList();
    if (numbers.stream().anyMatch(OptionalLong::isEmpty)) {
      return PythonValue.unknown();
    }
    List<PythonValue> inOrder =
        numbers.stream().map(OptionalLong::getAsLong).sorted().map(PythonValue::of).toList();
    boolean isReversed =
        Optional.ofNullable(arguments.keywords().get("reverse"))
            .filter(r -> r.truth() == Proof.YES)
            .isPresent();
    return new ListValue(isReversed ? inOrder.reversed() : inOrder);
  }

  private PythonValue dict(Arguments arguments) {
    DictValue dict = new DictValue();
    if (!arguments.positional().isEmpty()) {
      PythonValue from = arguments.positional().getFirst();
      if (from instanceof DictValue other) {
        other.entries().forEach(dict::put);
        if (other.isOpen()) {
          dict.open();
        }
      } else {
        Optional<List<PythonValue>> pairs = machine.sequences().elements(from);
        if (pairs.isEmpty()) {
          dict.open();
        }
        for (PythonValue pair : pairs.orElse(List.of())) {
          if (pair instanceof Tuple tuple && tuple.elements().size() == 2) {
            dict.put(tuple.elements().getFirst(), tuple.elements().getLast());
          } else {
            dict.open();
          }
        }
      }
    }
    arguments.keywords().forEach((name, value) -> dict.put(new Text(name), value));
    if (arguments.isOpen()) {
      dict.open();
    }
    return dict;
  }

  private static PythonValue slice(List<PythonValue> bounds) {
    return switch (bounds.size()) {
      case 1 -> new PythonValue.Slice(PythonValue.none(), bounds.getFirst(), PythonValue.none());
      case 2 -> new PythonValue.Slice(bounds.get(0), bounds.get(1), PythonValue.none());
      case 3 -> new PythonValue.Slice(bounds.get(0), bounds.get(1), bounds.get(2));
      default -> PythonValue.unknown();
    };
  }

  private PythonValue chained(List<PythonValue> sequences) {
    List<PythonValue> all = new ArrayList<>();
    for (PythonValue each : sequences) {
      Optional<List<PythonValue>> elements = machine.sequences().elements(each);
      if (elements.isEmpty()) {
        return PythonValue.unknown();
      }
      all.addAll(elements.get());
    }
    return new ListValue(all);
  }

  /** {@code itertools.product}: each element of the first with each row of the others. */
  private PythonValue cartesian(List<PythonValue> sequences) {
    List<List<PythonValue>> rows = List.of(List.of());
    for (PythonValue each : sequences) {
      Optional<List<PythonValue>> elements = machine.sequences().elements(each);
      if (elements.isEmpty() || (long) rows.size() * elements.get().size() > LONGEST_RANGE) {
        return PythonValue.unknown();
      }
      List<List<PythonValue>> longer = new ArrayList<>();
      for (List<PythonValue> row : rows) {
        for (PythonValue element : elements.get()) {
          List<PythonValue> extended = new ArrayList<>(row);
          extended.add(element);
          longer.add(extended);
        }
      }
      rows = longer;
    }
    return new ListValue(rows.stream().map(PythonValue::tuple).toList());
  }

  private PythonValue reduce(
      PythonValue function, PythonValue sequence, Optional<PythonValue> initial) {
    Optional<List<PythonValue>> elements = machine.sequences().elements(sequence);
    if (elements.isEmpty() || (elements.get().isEmpty() && initial.isEmpty())) {
      return PythonValue.unknown();
    }
    List<PythonValue> all = new ArrayList<>(elements.get());
    PythonValue result = initial.isPresent() ? initial.get() : all.removeFirst();
    for (PythonValue each : all) {
      result = machine.calls().call(function, Arguments.of(result, each), "reduce");
    }
    return result;
  }

  // --- numbers

  private static PythonValue reals(PythonValue value, DoubleUnaryOperator function) {
    OptionalDouble number = Operators.asReal(value);
    if (number.isEmpty()) {
      boolean isNumber =
          value instanceof Int
              || value instanceof Ratio
              || value instanceof PythonValue.SomeReal
              || (value instanceof Unknown unknown && !unknown.name().isEmpty());
      return isNumber ? new PythonValue.SomeReal() : PythonValue.unknown();
    }
    double result = function.applyAsDouble(number.getAsDouble());
    return Double.isNaN(result) ? PythonValue.unknown() : new Real(result);
  }

  /** As Python's, which is exact for powers of two. */
  private static double exactLog2(double x) {
    double exponent = Math.rint(Math.log(x) / Math.log(2));
    return Math.pow(2, exponent) == x ? exponent : Math.log(x) / Math.log(2);
  }

  private PythonValue integer(PythonValue value) {
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

  private static PythonValue real(PythonValue value) {
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

  private PythonValue ceil(PythonValue value) {
    return switch (value) {
      case Real number -> PythonValue.of((long) Math.ceil(number.value()));
      case Ratio number -> PythonValue.of(number.above().ceilDiv(number.below()));
      default -> integer(value);
    };
  }

  private PythonValue round(PythonValue value, Arguments arguments) {
    if (arguments.positional().size() > 1) {
      return PythonValue.unknown();
    }
    return value instanceof Real number
        ? PythonValue.of((long) Math.rint(number.value()))
        : integer(value);
  }

  private PythonValue sum(PythonValue sequence, Optional<PythonValue> start) {
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

  private PythonValue product(PythonValue sequence) {
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

  private PythonValue extreme(Arguments arguments, CompareOperator better) {
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
          return PythonValue.unknown();
        }
      }
    }
    return best;
  }

  private static PythonValue gcd(OptionalLong a, OptionalLong b) {
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

  // --- questions

  /** How answers about elements become one. */
  @FunctionalInterface
  private interface Joined {
    Proof of(Proof left, Proof right);
  }

  private PythonValue any(PythonValue sequence, Proof start, Joined joined) {
    Optional<List<PythonValue>> elements = machine.sequences().elements(sequence);
    if (elements.isEmpty()) {
      return PythonValue.unknown();
    }
    Proof answer = start;
    for (PythonValue each : elements.get()) {
      answer = joined.of(answer, each.truth());
    }
    return PythonValue.of(answer);
  }

  private PythonValue getAttribute(PythonValue owner, PythonValue name, Arguments arguments) {
    if (!(name instanceof Text text)) {
      return PythonValue.unknown();
    }
    Optional<PythonValue> otherwise = arguments.get(2, "default");
    boolean isMissing =
        owner instanceof Instance && machine.members().has(owner, text.value()).truth() == Proof.NO;
    return isMissing && otherwise.isPresent()
        ? otherwise.get()
        : machine.members().get(owner, text.value());
  }

  private Proof isCallable(PythonValue value) {
    return switch (value) {
      case PythonValue.Function function -> Proof.YES;
      case PythonValue.Method method -> Proof.YES;
      case ClassValue type -> Proof.YES;
      case PythonValue.Partial partial -> Proof.YES;
      case PythonValue.Library library -> Proof.YES;
      case Instance object -> Proof.of(object.isModule());
      case Unknown unknown -> unknown.name().isEmpty() ? Proof.UNKNOWN : Proof.NO;
      case PythonValue.Member member -> Proof.UNKNOWN;
      case PythonValue.TupleType type -> Proof.YES;
      default -> Proof.NO;
    };
  }

  /** Whether a value is an object of a class, or of one of several. */
  private Proof isInstance(PythonValue value, PythonValue type) {
    if (type instanceof Tuple several) {
      Proof any = Proof.NO;
      for (PythonValue each : several.elements()) {
        any = any.or(isInstance(value, each));
      }
      return any;
    }
    if (value instanceof Unknown unknown && !unknown.name().isEmpty()) {
      // An argument of which nothing is known is used as a number.
      machine.assumptions().assume();
      return Proof.of(
          type instanceof PythonValue.Library wanted && wanted.qualifiedName().endsWith(".int"));
    }
    if (value instanceof Unknown || type instanceof Unknown) {
      return Proof.UNKNOWN;
    }
    if (value instanceof TensorValue
        && type instanceof PythonValue.Library wanted
        && Evaluated.isCollection(wanted.qualifiedName())) {
      // Code that asks is given other things than tensors too.
      machine.assumptions().assume();
    }
    return switch (type) {
      case ClassValue wanted ->
          switch (value) {
            case Instance object -> machine.classes().isSubclass(object.type(), wanted.entity());
            case Tuple tuple -> tuple.fields().isEmpty() ? Proof.NO : Proof.UNKNOWN;
            default -> Proof.NO;
          };
      case PythonValue.Library wanted -> isOfLibrary(value, wanted.qualifiedName());
      default -> Proof.UNKNOWN;
    };
  }

  private Proof isOfLibrary(PythonValue value, String type) {
    int dot = type.lastIndexOf('.');
    return switch (type.substring(dot + 1)) {
      case "int" -> Proof.of(value instanceof Int || value instanceof Bool);
      case "float" -> Proof.of(value instanceof Real || value instanceof Ratio);
      case "bool" -> Proof.of(value instanceof Bool);
      case "str" -> Proof.of(value instanceof Text);
      case "list", "List" -> Proof.of(value instanceof ListValue);
      case "tuple", "Tuple", "Size" -> Proof.of(value instanceof Tuple);
      case "dict", "Dict", "Mapping", "MutableMapping", "OrderedDict" ->
          Proof.of(value instanceof DictValue);
      case "Iterable", "Sequence", "Collection" ->
          value instanceof Instance
              ? Proof.UNKNOWN
              : Proof.of(
                  value instanceof ListValue
                      || value instanceof Tuple
                      || value instanceof Text
                      || (value instanceof DictValue && !type.endsWith("Sequence"))
                      || (value instanceof TensorValue && type.endsWith("Iterable")));
      case "slice" -> Proof.of(value instanceof PythonValue.Slice);
      case "type", "complex", "bytes", "range", "set", "ndarray" ->
          value instanceof ListValue ? Proof.UNKNOWN : Proof.NO;
      case "Tensor" -> Proof.of(value instanceof TensorValue);
      case "Parameter" -> Proof.of(value instanceof TensorValue tensor && tensor.isParameter());
      case "Module" -> Proof.of(value instanceof Instance object && object.isModule());
      case "Number", "Real", "Integral" ->
          Proof.of(
              value instanceof Int
                  || value instanceof Real
                  || value instanceof Bool
                  || value instanceof Ratio);
      case "dtype" -> Proof.of(value instanceof PythonValue.Type);
      case "Callable", "FunctionType" -> isCallable(value);
      case "device" -> Proof.of(value instanceof PythonValue.Place);
      default ->
          value instanceof Instance object
              ? machine.classes().isSubclass(object.type(), new LibraryEntity(type))
              : Proof.UNKNOWN;
    };
  }
}
