package dev.tensorvet.interp;

import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Value;
import dev.tensorvet.interp.PythonValue.Int;
import dev.tensorvet.interp.PythonValue.ShapeOf;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Tuple;
import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.ops.Op;
import dev.tensorvet.ops.Signature;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Device;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Attributes, methods and operations of tensors. */
final class Tensors {

  private final Machine machine;

  Tensors(Machine machine) {
    this.machine = machine;
  }

  // --- attributes

  PythonValue attribute(TensorValue tensor, String name) {
    return switch (name) {
      case "shape" -> shape(tensor);
      case "ndim" -> rank(tensor);
      case "dtype" -> new PythonValue.Type(tensor.type().dtype());
      case "device" -> new PythonValue.Place(tensor.type().device());
      case "data" -> tensor;
      case "grad", "grad_fn" -> PythonValue.unknown();
      case "requires_grad", "is_leaf" -> PythonValue.unknown();
      case "is_cuda", "is_sparse", "is_quantized", "is_mps", "is_nested" -> PythonValue.of(false);
      case "is_meta" -> PythonValue.of(false);
      case "T" -> call("t", Arguments.of(tensor), "T");
      case "mT", "mH", "H" -> call("mT", Arguments.of(tensor), name);
      case "real", "imag" -> call(name, Arguments.of(tensor));
      default -> {
        if (!isMethod(name)) {
          machine.expect(tensor, formWith(name));
        }
        yield new PythonValue.Member(tensor, name);
      }
    };
  }

  /** What has a member that no tensor has. */
  private static InputForm formWith(String member) {
    if (growsList(member)) {
      return new InputForm.Many(1);
    }
    return TensorFunctions.graphWith(member)
        .<InputForm>map(InputForm.Made::new)
        .orElseGet(() -> new InputForm.Named(List.of(member)));
  }

  private static boolean growsList(String method) {
    return switch (method) {
      case "append", "extend", "insert" -> true;
      default -> false;
    };
  }

  /** Whether tensors have a method; those of dicts say as little of what is in them. */
  private boolean isMethod(String name) {
    return switch (name) {
      case "size",
          "dim",
          "ndimension",
          "numel",
          "nelement",
          "item",
          "tolist",
          "numpy",
          "stride",
          "storage_offset",
          "storage",
          "untyped_storage",
          "data_ptr",
          "get_device",
          "element_size",
          "is_contiguous",
          "is_floating_point",
          "is_complex",
          "requires_grad_",
          "share_memory_",
          "pin_memory",
          "is_pinned",
          "retain_grad",
          "coalesce",
          "backward",
          "register_hook",
          "where",
          "items",
          "keys",
          "values",
          "get",
          "pop",
          "update",
          "copy",
          "names",
          "layout" ->
          true;
      default ->
          name.startsWith("_")
              || machine.trace().operation(TensorFunctions.method(name)).isPresent();
    };
  }

  private PythonValue call(String op, Arguments arguments, String written) {
    return machine.trace().operation(written).isPresent()
        ? call(written, arguments)
        : call(op, arguments);
  }

  private static PythonValue shape(TensorValue tensor) {
    return tensor
        .shape()
        .dims()
        .map(dims -> PythonValue.tuple(dims.stream().map(Tensors::size).toList()))
        .orElseGet(() -> new ShapeOf(tensor));
  }

  private static PythonValue size(Dim dim) {
    return PythonValue.of(dim);
  }

  private static PythonValue rank(TensorValue tensor) {
    return tensor.shape().rank().isPresent()
        ? PythonValue.of(tensor.shape().rank().getAsInt())
        : PythonValue.unknown();
  }

  // --- methods

  /** Whether a function asks something of a tensor, and is no operation. */
  static boolean isQuery(String name) {
    return switch (name) {
      case "numel", "is_floating_point", "is_complex" -> true;
      default -> false;
    };
  }

  PythonValue method(TensorValue tensor, String name, Arguments arguments) {
    return switch (name) {
      case "size" ->
          arguments
              .get(0, "dim")
              .map(dim -> machine.subscripts().get(shape(tensor), dim))
              .orElseGet(() -> shape(tensor));
      case "dim", "ndimension" -> rank(tensor);
      case "numel", "nelement" -> PythonValue.of(tensor.shape().numel());
      case "__len__" -> PythonValue.of(tensor.shape().dim(0));
      case "item" -> new Constants(machine.trace()).item(tensor);
      case "tolist" -> new Constants(machine.trace()).list(tensor);
      case "numpy", "stride", "storage_offset", "data_ptr", "get_device" -> PythonValue.unknown();
      case "element_size" -> PythonValue.of(tensor.type().dtype().bytes());
      case "is_contiguous" -> PythonValue.of(true);
      case "is_floating_point" ->
          tensor.type().dtype() == DType.UNKNOWN
              ? PythonValue.unknown()
              : PythonValue.of(tensor.type().dtype().isFloating());
      case "is_complex" ->
          tensor.type().dtype() == DType.UNKNOWN
              ? PythonValue.unknown()
              : PythonValue.of(tensor.type().dtype().kind() == DType.Kind.COMPLEX);
      case "requires_grad_", "share_memory_", "pin_memory", "retain_grad", "coalesce" -> tensor;
      case "backward", "register_hook" -> PythonValue.none();
      case "type" -> call("type", typed(arguments).after(tensor));
      case "where" ->
          // `x.where(condition, y)` begins with what `torch.where` has in the middle.
          call(
              "where",
              arguments.positional().size() == 2
                  ? Arguments.of(
                      arguments.positional().getFirst(), tensor, arguments.positional().getLast())
                  : arguments.after(tensor));
      default -> call(TensorFunctions.method(name), arguments.after(tensor));
    };
  }

  /** A type may be named by the old constructor of its tensors, as such or as a text. */
  private static Arguments typed(Arguments arguments) {
    Optional<String> name =
        switch (arguments.get(0, "dtype").orElse(PythonValue.none())) {
          case PythonValue.Library library -> Optional.of(library.qualifiedName());
          case Text text -> Optional.of(text.value());
          default -> Optional.empty();
        };
    return name.flatMap(TensorFunctions::typed)
        .map(type -> Arguments.of(new PythonValue.Type(type)))
        .orElse(arguments);
  }

  // --- operations

  /** Runs an operation; one that is not known gives an unknown tensor. */
  PythonValue call(String name, Arguments given) {
    Optional<PythonValue> array = Arrays.takenOver(name, given);
    if (array.isPresent()) {
      return array.get();
    }
    Arguments arguments = Arrays.asTensors(given);
    Optional<Op> op = machine.trace().operation(name);
    if (op.isEmpty()) {
      return machine.calls().unknown(name, arguments);
    }
    arguments.positional().forEach(this::decide);
    arguments.keywords().values().forEach(this::decide);
    if (takesList(op.get().signature())) {
      arguments.get(0, "tensors").ifPresent(all -> machine.expect(all, new InputForm.Many(2)));
    }
    Optional<SequencedMap<String, Argument>> bound = bind(op.get().signature(), arguments);
    if (bound.isEmpty()) {
      return machine.calls().unknown(name, arguments);
    }
    Trace.Results results = machine.trace().run(op.get(), name, bound.get(), arguments.isOpen());
    if (name.endsWith("_")
        && !arguments.positional().isEmpty()
        && arguments.positional().getFirst() instanceof TensorValue changed) {
      machine.branching().touch(changed);
      Value now = results.values().getFirst();
      changed.set(results.isKnown() ? now : new Value(now.id(), changed.type()));
      return changed;
    }
    return name.equals("einops_pack")
        ? PythonValue.tuple(List.of(put(results), packedShapes(arguments)))
        : put(results);
  }

  /** An integer may hold symbols when it is run; a float may not. */
  private void decide(PythonValue value) {
    if (value instanceof PythonValue.SomeReal || value instanceof PythonValue.Ratio) {
      machine.decide(value.symbols());
    }
  }

  /** Whether what is put together is given as one list. */
  private static boolean takesList(Signature signature) {
    return signature.parameters().stream()
        .findFirst()
        .filter(first -> first.name().equals("tensors") && !first.isVariadic())
        .isPresent();
  }

  /** The sizes that {@code pack} puts together, for {@code unpack} to take apart. */
  private static PythonValue packedShapes(Arguments arguments) {
    if (!(arguments.get(1, "pattern").orElse(PythonValue.none()) instanceof Text pattern)) {
      return PythonValue.unknown();
    }
    List<String> axes = List.of(pattern.value().strip().split("\\s+"));
    int before = axes.indexOf("*");
    int after = axes.size() - before - 1;
    List<PythonValue> shapes = new ArrayList<>();
    for (PythonValue each : elements(arguments.get(0, "tensors").orElse(PythonValue.none()))) {
      if (!(each instanceof TensorValue tensor)
          || before < 0
          || tensor.shape().rank().isEmpty()
          || tensor.shape().rank().getAsInt() < before + after) {
        return PythonValue.unknown();
      }
      List<Dim> dims = tensor.shape().dims().orElseThrow();
      shapes.add(
          PythonValue.tuple(
              dims.subList(before, dims.size() - after).stream().map(Tensors::size).toList()));
    }
    return new ListValue(shapes);
  }

  private static List<PythonValue> elements(PythonValue sequence) {
    return switch (sequence) {
      case Tuple tuple -> tuple.elements();
      case ListValue list -> list.elements();
      default -> List.of();
    };
  }

  private static PythonValue put(Trace.Results results) {
    List<PythonValue> tensors = new ArrayList<>();
    results.values().forEach(value -> tensors.add(new TensorValue(value)));
    return switch (results.form()) {
      case ONE -> tensors.getFirst();
      case TUPLE -> PythonValue.tuple(tensors);
      case LIST -> PythonValue.tuple(tensors);
      case VALUES_AND_INDICES -> new Tuple(tensors, List.of("values", "indices"));
    };
  }

  /** The arguments by the names of an operation's parameters; empty when they do not fit. */
  private Optional<SequencedMap<String, Argument>> bind(Signature signature, Arguments arguments) {
    SequencedMap<String, Argument> bound = new LinkedHashMap<>();
    SequencedMap<String, PythonValue> left = new LinkedHashMap<>(arguments.keywords());
    List<PythonValue> positional = arguments.positional();
    int place = 0;
    for (Signature.Parameter parameter : signature.parameters()) {
      Optional<PythonValue> named = taken(parameter, left);
      if (parameter.isVariadic()) {
        List<PythonValue> rest =
            positional.subList(Math.min(place, positional.size()), positional.size());
        place = positional.size();
        if (!rest.isEmpty() || named.isPresent()) {
          bound.put(
              parameter.name(),
              arguments.isOpen()
                  ? new Argument.Unknown()
                  : variadic(parameter.name(), rest.isEmpty() ? List.of(named.get()) : rest));
        }
      } else if (parameter.isPositional() && place < positional.size()) {
        bound.put(parameter.name(), argument(parameter, positional.get(place++)));
      } else if (named.isPresent()) {
        bound.put(parameter.name(), argument(parameter, named.get()));
      } else if (parameter.isRequired()) {
        return Optional.empty();
      }
    }
    if (signature.isOpen()) {
      left.forEach((name, value) -> bound.put(name, argument(value)));
    }
    // What remains says nothing of shapes: `out`, `memory_format`.
    return place < positional.size() ? Optional.empty() : Optional.of(bound);
  }

  private static Optional<PythonValue> taken(
      Signature.Parameter parameter, SequencedMap<String, PythonValue> keywords) {
    for (String name : parameter.names()) {
      PythonValue value = keywords.remove(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** {@code view(2, -1)}, {@code view((2, -1))}: the same. */
  private Argument variadic(String parameter, List<PythonValue> given) {
    boolean isOfSizes =
        switch (parameter) {
          case "size", "sizes", "shape", "dims", "repeats" -> true;
          default -> false;
        };
    if (given.size() == 1 && isArgumentOfConstructor(given.getFirst())) {
      // It may be a shape as well as a size.
      machine.assumptions().assume();
      return new Argument.Many(List.of(argument(given.getFirst())));
    }
    boolean mayBeAll =
        given.size() == 1
            && (given.getFirst() instanceof Unknown
                || (given.getFirst() instanceof TensorValue && isOfSizes));
    if (mayBeAll) {
      // An argument of `forward` that is taken for a tensor may be a shape.
      return new Argument.Unknown();
    }
    if (given.size() == 1) {
      Argument only = argument(given.getFirst());
      boolean isWhole = only instanceof Argument.Many || only instanceof Argument.Unknown;
      return isWhole ? only : new Argument.Many(List.of(only));
    }
    return new Argument.Many(given.stream().map(Tensors::argument).toList());
  }

  private boolean isArgumentOfConstructor(PythonValue value) {
    return machine.trace().isSettingUp()
        && value instanceof Unknown unknown
        && !unknown.name().isEmpty();
  }

  /** What a tensor is made of may be a number, or lists of any depth. */
  private static Argument argument(Signature.Parameter parameter, PythonValue value) {
    return parameter.name().equals("data") && value instanceof Unknown
        ? new Argument.Unknown()
        : argument(value);
  }

  /** A value as an operation takes it. */
  static Argument argument(PythonValue value) {
    return switch (value) {
      case TensorValue tensor -> new Argument.Tensor(tensor.value());
      case PythonValue.None none -> new Argument.Nothing();
      case PythonValue.Bool flag -> new Argument.Flag(flag.value());
      case Int number -> new Argument.Int(number.value());
      case PythonValue.Real number -> new Argument.Real(number.value());
      // No run can be made of it, and it is a number all the same.
      case PythonValue.SomeReal some -> new Argument.Real(Double.NaN);
      case PythonValue.Ratio ratio -> new Argument.Real(Double.NaN);
      case Text text -> new Argument.Text(text.value());
      case PythonValue.Type type -> new Argument.Type(type.value());
      case PythonValue.Place place -> new Argument.Place(place.value());
      case Tuple tuple ->
          new Argument.Many(tuple.elements().stream().map(Tensors::argument).toList());
      case ListValue list ->
          list.isOpen()
              ? new Argument.Unknown()
              : new Argument.Many(list.elements().stream().map(Tensors::argument).toList());
      case PythonValue.Slice slice ->
          new Argument.Slice(
              argument(slice.lower()), argument(slice.upper()), argument(slice.step()));
      case PythonValue.Ellipsis ellipsis -> new Argument.Ellipsis();
      case Unknown unknown ->
          unknown.name().isEmpty()
              ? new Argument.Unknown()
              : new Argument.Int(Dim.integer(unknown.name()));
      default -> new Argument.Unknown();
    };
  }

  /** The types of the tensors among values, those in tuples included. */
  static List<TensorType> types(List<PythonValue> values) {
    List<TensorType> types = new ArrayList<>();
    for (PythonValue value : values) {
      switch (value) {
        case TensorValue tensor -> types.add(tensor.type());
        case Tuple tuple -> types.addAll(types(tuple.elements()));
        case ListValue list -> types.addAll(types(list.elements()));
        case DictValue dict -> types.addAll(types(List.copyOf(dict.entries().values())));
        default -> {}
      }
    }
    return types;
  }

  /**
   * {@code torch.FloatTensor(2, 3)}, {@code torch.FloatTensor(x.shape)}, {@code
   * torch.LongTensor([1, 2])}.
   */
  PythonValue typed(DType type, Arguments arguments) {
    List<PythonValue> given = arguments.positional();
    boolean isOfSizes = given.stream().allMatch(a -> a instanceof Int || isShape(a));
    boolean mayBeEither = !isOfSizes && given.size() == 1 && mayBeShape(given.getFirst());
    PythonValue made =
        mayBeEither
            ? machine.trace().unknown("tensor", List.of())
            : call(isOfSizes ? "empty" : "tensor", Arguments.of(given));
    return made instanceof TensorValue tensor && tensor.type().dtype() != type
        ? call("to", Arguments.of(tensor, new PythonValue.Type(type)))
        : made;
  }

  /** The shape of a tensor gives sizes, where other tuples and lists give elements. */
  private static boolean isShape(PythonValue value) {
    return value instanceof ShapeOf
        || (value instanceof Tuple tuple
            && tuple.elements().stream().allMatch(e -> e instanceof Int)
            && tuple.elements().stream()
                .anyMatch(e -> e instanceof Int size && size.value().known().isEmpty()));
  }

  /** A shape of numbers that are known, or not at all, looks like a tuple of elements. */
  private static boolean mayBeShape(PythonValue value) {
    return value instanceof Tuple tuple
        && tuple.elements().stream().allMatch(e -> e instanceof Int || e instanceof Unknown);
  }

  /** A device as its name says. */
  static PythonValue device(Optional<PythonValue> name) {
    if (name.isPresent() && name.get() instanceof Text text) {
      return new PythonValue.Place(
          switch (text.value().split(":", -1)[0]) {
            case "cpu" -> Device.CPU;
            case "cuda" -> Device.CUDA;
            case "meta" -> Device.META;
            default -> Device.UNKNOWN;
          });
    }
    return new PythonValue.Place(Device.UNKNOWN);
  }
}
