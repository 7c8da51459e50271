package dev.tensorvet.interp;

import dev.tensorvet.framework.ArrayFunctions;
import dev.tensorvet.graph.Value;
import dev.tensorvet.interp.PythonValue.Array;
import dev.tensorvet.interp.PythonValue.Int;
import dev.tensorvet.interp.PythonValue.Slice;
import dev.tensorvet.interp.PythonValue.Tuple;
import dev.tensorvet.syntax.Expr.BinaryOperator;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Arrays of NumPy, which code makes weights and indices of. They are followed as tensors are, as
 * far as what is done to them is the same; the types of their elements are not told.
 */
final class Arrays {

  private final Machine machine;

  Arrays(Machine machine) {
    this.machine = machine;
  }

  /** Whether an argument of a call is one, or holds one. */
  static boolean areIn(Arguments arguments) {
    return arguments.all().anyMatch(Arrays::holds);
  }

  private static boolean holds(PythonValue value) {
    return switch (value) {
      case Array array -> true;
      case Tuple tuple -> tuple.elements().stream().anyMatch(Arrays::holds);
      case ListValue list -> list.elements().stream().anyMatch(Arrays::holds);
      default -> false;
    };
  }

  /** What a function gives that makes an array or is done to one; empty for any other. */
  Optional<PythonValue> call(String qualifiedName, Arguments arguments) {
    return ArrayFunctions.of(qualifiedName)
        .flatMap(
            function ->
                switch (function.kind()) {
                  case DATA -> Optional.of(ofData(arguments));
                  case SIZE ->
                      Optional.of(made(function.operation(), List.of(first(arguments, "shape"))));
                  case SIZES, NUMBERS ->
                      Optional.of(made(function.operation(), arguments.positional()));
                  case ARRAY ->
                      ofArray(first(arguments, ""))
                          .map(array -> done(function.operation(), arguments, array));
                  case SEQUENCE ->
                      elements(first(arguments, ""))
                          .map(array -> done(function.operation(), arguments, array));
                  case ARRAYS ->
                      machine
                          .sequences()
                          .elements(first(arguments, ""))
                          .filter(all -> all.stream().allMatch(each -> each instanceof Array))
                          .map(all -> done(function.operation(), arguments));
                });
  }

  private static PythonValue first(Arguments arguments, String name) {
    return arguments.get(0, name).orElse(PythonValue.unknown());
  }

  /** An array as it is, or of a list of numbers; empty for a number by itself. */
  private Optional<Array> ofArray(PythonValue value) {
    return switch (value) {
      case Array array -> Optional.of(array);
      case Tuple tuple -> ofList(tuple);
      case ListValue list -> ofList(list);
      default -> Optional.empty();
    };
  }

  /** The same of what surely has elements, though it may be an argument that nobody gives. */
  private Optional<Array> elements(PythonValue value) {
    return value instanceof Array array
        ? Optional.of(array)
        : machine.sequences().elements(value).flatMap(all -> ofList(PythonValue.tuple(all)));
  }

  private Optional<Array> ofList(PythonValue list) {
    return ofData(Arguments.of(list)) instanceof Array array
        ? Optional.of(array)
        : Optional.empty();
  }

  private PythonValue ofData(Arguments arguments) {
    PythonValue data = first(arguments, "object");
    if (data instanceof Array) {
      return data;
    }
    return isOfNumbers(data) ? made("tensor", List.of(data)) : PythonValue.unknown();
  }

  private static boolean isOfNumbers(PythonValue data) {
    return switch (data) {
      case Tuple tuple -> tuple.elements().stream().allMatch(Arrays::isOfNumbers);
      case ListValue list ->
          !list.isOpen() && list.elements().stream().allMatch(Arrays::isOfNumbers);
      case Array array -> true;
      case PythonValue.Real number -> true;
      case PythonValue.Ratio number -> true;
      case PythonValue.SomeReal number -> true;
      default -> !data.asDim().isAny();
    };
  }

  private PythonValue made(String operation, List<PythonValue> arguments) {
    return array(machine.tensors().call(operation, Arguments.of(arguments)));
  }

  private PythonValue done(String operation, Arguments arguments, Array first) {
    return done(operation, arguments.without(1).after(first.tensor()));
  }

  /** An operation with the names that NumPy has for its arguments. */
  private PythonValue done(String operation, Arguments arguments) {
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>(arguments.keywords());
    PythonValue axis = keywords.remove("axis");
    if (axis != null) {
      keywords.put("dim", axis);
    } else if (isSum(operation, arguments)) {
      // Without an axis it goes through all elements.
      keywords.put("dim", PythonValue.of(0));
    }
    boolean isPlain = keywords.keySet().stream().allMatch("dim"::equals);
    return isPlain
        ? array(
            machine
                .tensors()
                .call(
                    operation, new Arguments(arguments.positional(), keywords, arguments.isOpen())))
        : PythonValue.unknown();
  }

  /** Whether sums are taken along the only axis, which need not be said. */
  private static boolean isSum(String operation, Arguments arguments) {
    return operation.equals("cumsum")
        && arguments.positional().size() == 1
        && arguments.positional().getFirst() instanceof TensorValue tensor
        && tensor.shape().hasRank(1);
  }

  private static PythonValue array(PythonValue made) {
    return made instanceof TensorValue tensor && tensor.shape().rank().isPresent()
        ? new Array(
            new TensorValue(new Value(tensor.value().id(), tensor.type().with(DType.UNKNOWN))))
        : PythonValue.unknown();
  }

  // --- one array

  PythonValue attribute(Array array, String name) {
    return switch (name) {
      case "shape", "ndim" -> machine.tensors().attribute(array.tensor(), name);
      case "size" -> PythonValue.of(array.tensor().shape().numel());
      case "T" -> array(machine.tensors().attribute(array.tensor(), name));
      default -> new PythonValue.Member(array, name);
    };
  }

  PythonValue method(Array array, String name, Arguments arguments) {
    return switch (name) {
      case "astype", "copy" -> array;
      default ->
          ArrayFunctions.method(name)
              .map(operation -> done(operation, arguments.after(array.tensor())))
              .orElse(PythonValue.unknown());
    };
  }

  /** An element, or a part; what a slice with a step back gives no tensor has. */
  PythonValue part(Array array, PythonValue index) {
    List<PythonValue> parts = index instanceof Tuple tuple ? tuple.elements() : List.of(index);
    boolean isPlain =
        parts.stream()
            .allMatch(
                part ->
                    part instanceof Int
                        || part instanceof PythonValue.None
                        || part instanceof PythonValue.Ellipsis
                        || (part instanceof Slice slice
                            && slice.step() instanceof PythonValue.None));
    return isPlain
        ? array(
            machine.tensors().call("index", Arguments.of(array.tensor(), PythonValue.tuple(parts))))
        : PythonValue.unknown();
  }

  Optional<List<PythonValue>> rows(Array array) {
    return machine
        .sequences()
        .elements(array.tensor())
        .map(rows -> rows.stream().map(Arrays::array).toList());
  }

  Dim length(Array array) {
    return array.tensor().shape().dim(0);
  }

  /** An operator between two of which one is an array, and the other one too, or a number. */
  PythonValue binary(PythonValue left, BinaryOperator operator, PythonValue right) {
    List<PythonValue> operands = new ArrayList<>();
    for (PythonValue operand : List.of(left, right)) {
      boolean isNumber = !operand.asDim().isAny() || operand instanceof PythonValue.Real;
      if (operand instanceof Array array) {
        operands.add(array.tensor());
      } else if (isNumber) {
        operands.add(operand);
      } else {
        return PythonValue.unknown();
      }
    }
    return array(machine.operators().binary(operands.getFirst(), operator, operands.getLast()));
  }

  // --- back to tensors

  /** Arguments with tensors in the place of the arrays among them. */
  static Arguments asTensors(Arguments arguments) {
    if (!areIn(arguments)) {
      return arguments;
    }
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>(arguments.keywords());
    keywords.replaceAll((name, value) -> asTensor(value));
    return new Arguments(
        arguments.positional().stream().map(Arrays::asTensor).toList(),
        keywords,
        arguments.isOpen());
  }

  private static PythonValue asTensor(PythonValue value) {
    return switch (value) {
      case Array array -> array.tensor();
      case Tuple tuple ->
          new Tuple(tuple.elements().stream().map(Arrays::asTensor).toList(), tuple.fields());
      case ListValue list when !list.isOpen() ->
          PythonValue.tuple(list.elements().stream().map(Arrays::asTensor).toList());
      default -> value;
    };
  }

  /** What a function makes that takes an array over as a tensor; empty for any other. */
  static Optional<PythonValue> takenOver(String operation, Arguments arguments) {
    Optional<PythonValue> data =
        switch (operation) {
          case "from_numpy", "tensor", "as_tensor", "asarray" -> arguments.get(0, "data");
          case "new_tensor" -> arguments.get(1, "data");
          default -> Optional.empty();
        };
    return data.flatMap(
        value -> value instanceof Array array ? Optional.of(array.tensor()) : Optional.empty());
  }
}
