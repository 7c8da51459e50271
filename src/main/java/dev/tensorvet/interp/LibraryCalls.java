package dev.tensorvet.interp;

import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Evaluated;
import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.interp.PythonValue.ClassValue;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.syntax.Expr.BinaryOperator;
import dev.tensorvet.syntax.Expr.CompareOperator;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Calls of what Python and libraries define, where no text says what it does. */
final class LibraryCalls {

  private final Machine machine;
  private final Iterations iterations;
  private final Numbers numbers;
  private final Questions questions;

  LibraryCalls(Machine machine) {
    this.machine = machine;
    this.iterations = new Iterations(machine);
    this.numbers = new Numbers(machine);
    this.questions = new Questions(machine);
  }

  boolean isSuper(PythonValue.Library library) {
    return Evaluated.of(library.qualifiedName()).filter(e -> e == Evaluated.SUPER).isPresent();
  }

  boolean isAssertion(PythonValue.Library library) {
    return Evaluated.of(library.qualifiedName()).filter(e -> e == Evaluated.ASSERTION).isPresent();
  }

  boolean isLocals(PythonValue.Library library) {
    return Evaluated.of(library.qualifiedName()).filter(e -> e == Evaluated.LOCALS).isPresent();
  }

  boolean isNamedTuple(LibraryEntity type) {
    return Evaluated.of(type.qualifiedName()).filter(e -> e == Evaluated.NAMED_TUPLE).isPresent();
  }

  PythonValue call(String qualifiedName, Arguments arguments, String called) {
    Optional<PythonValue> array = machine.arrays().call(qualifiedName, arguments);
    if (array.isPresent()) {
      return array.get();
    }
    Optional<Evaluated> function = Evaluated.of(qualifiedName);
    if (function.isPresent()) {
      return evaluated(function.get(), arguments, called);
    }
    if (machine.hasFirstValues() && Devices.asksForGpu(qualifiedName)) {
      // What is to be run may be run anywhere.
      return PythonValue.of(false);
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
      case RANGE -> iterations.range(arguments.positional());
      case ENUMERATE -> iterations.enumerate(first, arguments.get(1, "start"));
      case ZIP -> iterations.zip(arguments.positional());
      case MAP -> iterations.map(arguments);
      case FILTER -> iterations.filter(first, second);
      case REVERSED -> iterations.list(sequences.elements(first).map(List::reversed));
      case SORTED -> iterations.sorted(sequences.elements(first), arguments);
      case LIST -> {
        PythonValue gone = sequences.iterated(first);
        yield gone instanceof PythonValue.Repeated
            ? gone
            : arguments.positional().isEmpty()
                ? new ListValue(List.of())
                : iterations.list(sequences.elements(gone));
      }
      case TUPLE ->
          arguments.positional().isEmpty()
              ? PythonValue.tuple(List.of())
              : sequences.elements(first).map(PythonValue::tuple).orElse(PythonValue.unknown());
      case DICT -> iterations.dict(arguments);
      case DEFAULT_DICT -> filled(first, arguments);
      case INT -> numbers.converted(first);
      case FLOAT -> numbers.real(first);
      case BOOL -> PythonValue.of(first.truth());
      case STR -> sequences.text(first);
      case SUM -> numbers.sum(first, arguments.get(1, "start"));
      case MIN -> numbers.extreme(arguments, CompareOperator.LESS_EQUAL);
      case MAX -> numbers.extreme(arguments, CompareOperator.GREATER_EQUAL);
      case ABS ->
          first instanceof TensorValue
              ? machine.tensors().call("abs", arguments)
              : first.asDim().known().isPresent()
                  ? PythonValue.of(Math.abs(first.asDim().known().getAsLong()))
                  : numbers.reals(first, Math::abs);
      case ROUND -> numbers.round(first, arguments);
      case POW -> machine.operators().binary(first, BinaryOperator.POW, second);
      case DIVMOD ->
          PythonValue.tuple(
              List.of(
                  machine.operators().binary(first, BinaryOperator.FLOOR_DIV, second),
                  machine.operators().binary(first, BinaryOperator.MOD, second)));
      case ANY -> questions.any(first, Proof.NO, Proof::or);
      case ALL -> questions.any(first, Proof.YES, Proof::and);
      case IS_INSTANCE -> PythonValue.of(questions.isInstance(first, second));
      case IS_SUBCLASS -> PythonValue.of(questions.isSubclass(first, second));
      // What it asks for is read where it is called.
      case ASSERTION -> PythonValue.none();
      case HAS_ATTRIBUTE ->
          second instanceof Text name
              ? machine.members().has(first, name.value())
              : PythonValue.unknown();
      case GET_ATTRIBUTE -> questions.getAttribute(first, second, arguments);
      case SET_ATTRIBUTE -> {
        if (second instanceof Text name) {
          machine
              .members()
              .set(first, name.value(), arguments.get(2, "").orElse(PythonValue.unknown()));
        }
        yield PythonValue.none();
      }
      case CALLABLE -> PythonValue.of(questions.isCallable(first));
      case IS_FUNCTION -> PythonValue.of(questions.isFunction(first));
      case TYPE ->
          first instanceof Instance object ? new ClassValue(object.type()) : PythonValue.unknown();
      case SLICE -> iterations.slice(arguments.positional());
      case NEXT ->
          sequences.iterated(first) instanceof PythonValue.Repeated many
              ? many.element()
              : sequences
                  .elements(first)
                  .filter(all -> !all.isEmpty())
                  .map(List::getFirst)
                  .or(() -> arguments.get(1, "default"))
                  .orElse(PythonValue.unknown());
      // Its names are those of the code that calls it, which evaluates it.
      case LOCALS -> machine.calls().unknown(called, arguments);
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
      case SQRT -> numbers.reals(first, Math::sqrt);
      case CEIL -> numbers.ceil(first);
      case FLOOR -> numbers.integer(first);
      case LOG ->
          arguments.positional().size() > 1
              ? machine
                  .operators()
                  .binary(
                      numbers.reals(first, Math::log),
                      BinaryOperator.DIV,
                      numbers.reals(second, Math::log))
              : numbers.reals(first, Math::log);
      case LOG2 -> numbers.reals(first, x -> numbers.exactLog2(x));
      case LOG10 -> numbers.reals(first, Math::log10);
      case EXP -> numbers.reals(first, Math::exp);
      case SIN -> numbers.reals(first, Math::sin);
      case COS -> numbers.reals(first, Math::cos);
      case TAN -> numbers.reals(first, Math::tan);
      case TANH -> numbers.reals(first, Math::tanh);
      case GCD -> numbers.gcd(first.asDim().known(), second.asDim().known());
      case PRODUCT -> numbers.product(first);
      case IS_NAN -> PythonValue.of(false);
      case PARTIAL ->
          new PythonValue.Partial(first, arguments.without(1).positional(), arguments.keywords());
      case REDUCE -> iterations.reduce(first, second, arguments.get(2, "initial"));
      case MULTIPLY -> machine.operators().binary(first, BinaryOperator.MULT, second);
      case ADD -> machine.operators().binary(first, BinaryOperator.ADD, second);
      case COPY -> new Copies(machine).of(first);
      case CHAIN -> iterations.chained(arguments.positional());
      case CHAIN_ALL ->
          sequences.elements(first).map(iterations::chained).orElse(PythonValue.unknown());
      case REPEAT ->
          second.asDim().known().isPresent()
                  && second.asDim().known().getAsLong() < Iterations.LONGEST_RANGE
              ? new ListValue(Collections.nCopies((int) second.asDim().known().getAsLong(), first))
              : PythonValue.unknown();
      case CARTESIAN -> iterations.cartesian(arguments.positional());
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
      case GRADIENTS ->
          gradients(first, arguments.get(1, "inputs").orElse(PythonValue.unknown()), called);
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
      case BATCHES -> new Batches(machine).of(arguments);
      case COLLATE ->
          sequences
              .elements(first)
              .filter(samples -> !samples.isEmpty())
              .map(s -> new Batches(machine).collate(s.getFirst(), Dim.of(s.size())))
              .orElse(PythonValue.unknown());
      case DEFAULT_DTYPE -> new PythonValue.Type(DType.FLOAT32);
    };
  }

  private static SequencedMap<String, PythonValue> withoutSettings(Arguments arguments) {
    LinkedHashMap<String, PythonValue> left = new LinkedHashMap<>(arguments.keywords());
    left.keySet().removeAll(List.of("use_reentrant", "preserve_rng_state", "context_fn", "debug"));
    return left;
  }

  /** What a gradient is made of is not followed; it has the shape of what it is for. */
  private PythonValue gradients(PythonValue outputs, PythonValue inputs, String called) {
    List<PythonValue> wanted =
        inputs instanceof TensorValue
            ? List.of(inputs)
            : machine.sequences().elements(inputs).orElse(List.of());
    if (wanted.isEmpty() || !wanted.stream().allMatch(each -> each instanceof TensorValue)) {
      return machine.calls().unknown(called, Arguments.of(outputs));
    }
    return PythonValue.tuple(
        machine
            .trace()
            .unknown(
                called,
                List.of(Tensors.argument(outputs), Tensors.argument(inputs)),
                Tensors.types(wanted)));
  }

  /**
   * A {@code defaultdict}; of one that is given entries, others than these may be there too. What
   * code groups in one it may group otherwise, so that nothing is proved with it.
   */
  private PythonValue filled(PythonValue factory, Arguments arguments) {
    if (arguments.all().count() == 1 && !(factory instanceof Unknown)) {
      machine.assumptions().assume();
      return DictValue.filledBy(factory);
    }
    DictValue dict = new DictValue();
    dict.open();
    return dict;
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
}
