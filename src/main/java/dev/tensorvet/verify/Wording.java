package dev.tensorvet.verify;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One node's arguments in the words of TorchScript, with sizes in the place of symbols. What cannot
 * be said is noted, and the words then mean nothing.
 */
final class Wording {

  /** Parameters that libtorch takes as floating-point numbers, whatever Python was given. */
  private static final Set<String> FLOATS =
      Set.of(
          "p",
          "eps",
          "momentum",
          "dropout",
          "dropout_p",
          "scale",
          "label_smoothing",
          "delta",
          "beta",
          "margin",
          "mean",
          "std",
          "sampling_ratio",
          "padding_value");

  /** What is no matter of the computation, or is said in another way. */
  private static final Set<String> UNSAID =
      Set.of(
          "inplace",
          "device",
          "layout",
          "pin_memory",
          "requires_grad",
          "memory_format",
          "non_blocking",
          "out",
          "generator",
          "size_average",
          "_stacklevel",
          "sparse");

  private final GraphNode node;
  private final Map<String, Dim> sizes;
  private final Function<Value, String> names;
  private final String device;
  private Optional<String> problem = Optional.empty();

  /**
   * @param names what the script calls a value
   * @param device where new tensors are to be made; empty for where libtorch makes them by itself
   */
  Wording(GraphNode node, Map<String, Dim> sizes, Function<Value, String> names, String device) {
    this.node = node;
    this.sizes = sizes;
    this.names = names;
    this.device = device;
  }

  GraphNode node() {
    return node;
  }

  /** Why the node cannot be said. */
  Optional<String> problem() {
    return problem;
  }

  /** Notes that the node cannot be said. */
  String unsayable(String why) {
    if (problem.isEmpty()) {
      problem = Optional.of(why);
    }
    return "?";
  }

  // --- arguments

  boolean has(String name) {
    return given(name).isPresent();
  }

  Optional<Argument> given(String name) {
    return node.argument(name).filter(a -> !(a instanceof Argument.Nothing));
  }

  boolean flag(String name, boolean otherwise) {
    return given(name)
        .map(a -> a instanceof Argument.Flag flag ? flag.value() : otherwise)
        .orElse(otherwise);
  }

  Optional<String> literal(String name) {
    return given(name)
        .filter(a -> a instanceof Argument.Text)
        .map(a -> ((Argument.Text) a).value());
  }

  /** An argument that must be there. */
  String text(String name) {
    return given(name)
        .map(a -> text(name, a))
        .orElseGet(() -> unsayable("`" + name + "` of `" + node.op() + "` is not given"));
  }

  String text(String name, String otherwise) {
    return given(name).map(a -> text(name, a)).orElse(otherwise);
  }

  /** An argument that is always a list. */
  String list(String name) {
    return given(name)
        .map(a -> a instanceof Argument.Many ? text(name, a) : "[" + text(name, a) + "]")
        .orElseGet(() -> unsayable("`" + name + "` of `" + node.op() + "` is not given"));
  }

  /** A number that is known, or what it is when it is not given. */
  double number(String name, double otherwise) {
    return switch (given(name).orElse(new Argument.Real(otherwise))) {
      case Argument.Real real -> real.value();
      case Argument.Int whole -> size(whole.value());
      case Argument other -> {
        unsayable("`" + name + "` of `" + node.op() + "` is not known");
        yield otherwise;
      }
    };
  }

  /** Integers of an argument, one or a list of them. */
  List<Long> integers(String name) {
    List<Argument> all =
        switch (given(name).orElse(new Argument.Many(List.of()))) {
          case Argument.Many many -> many.elements();
          case Argument one -> List.of(one);
        };
    List<Long> found = new ArrayList<>();
    for (Argument each : all) {
      if (each instanceof Argument.Int number) {
        found.add(size(number.value()));
      } else {
        unsayable("`" + name + "` of `" + node.op() + "` is not known");
      }
    }
    return found;
  }

  private String text(String name, Argument argument) {
    if (name.equals("reduction") && argument instanceof Argument.Text way) {
      return reduction(way.value());
    }
    if (FLOATS.contains(name) && argument instanceof Argument.Int whole) {
      return size(whole.value()) + ".0";
    }
    return text(argument);
  }

  String text(Argument argument) {
    return switch (argument) {
      case Argument.Tensor tensor -> names.apply(tensor.value());
      case Argument.Int number -> Long.toString(size(number.value()));
      // A number that follows from others that are not known.
      case Argument.Real number when Double.isNaN(number.value()) ->
          unsayable("a number of `" + node.op() + "` is not known");
      case Argument.Real number -> real(number.value());
      case Argument.Flag flag -> flag.value() ? "True" : "False";
      case Argument.Text text -> quoted(text.value());
      case Argument.Type type -> Integer.toString(code(type.value()));
      case Argument.Nothing nothing -> "None";
      case Argument.Many many ->
          many.elements().stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
      case Argument.Slice slice -> slice(slice);
      case Argument.Ellipsis ellipsis -> "...";
      case Argument.Place place -> unsayable("a device stands where none is expected");
      case Argument.Unknown unknown -> unsayable("an argument of `" + node.op() + "` is not known");
    };
  }

  private String slice(Argument.Slice slice) {
    String lower = slice.lower() instanceof Argument.Nothing ? "" : text(slice.lower());
    String upper = slice.upper() instanceof Argument.Nothing ? "" : text(slice.upper());
    String step = slice.step() instanceof Argument.Nothing ? "" : ":" + text(slice.step());
    return lower + ":" + upper + step;
  }

  static String real(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    }
    return Double.toString(value).toLowerCase(Locale.ROOT);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private String reduction(String way) {
    return switch (way) {
      case "none" -> "0";
      case "mean" -> "1";
      case "sum" -> "2";
      default -> unsayable("`reduction=\"" + way + "\"` of `" + node.op() + "`");
    };
  }

  private int code(DType type) {
    if (type == DType.UNKNOWN) {
      unsayable("a type of `" + node.op() + "` is not known");
    }
    return number(type);
  }

  /** The number that libtorch knows a type by. */
  static int number(DType type) {
    return switch (type) {
      case UINT8 -> 0;
      case INT8 -> 1;
      case INT16 -> 2;
      case INT32 -> 3;
      case INT64 -> 4;
      case FLOAT16 -> 5;
      case FLOAT32, UNKNOWN -> 6;
      case FLOAT64 -> 7;
      case COMPLEX64 -> 9;
      case COMPLEX128 -> 10;
      case BOOL -> 11;
      case BFLOAT16 -> 15;
    };
  }

  // --- sizes

  long size(Dim dim) {
    OptionalLong known = dim.with(sizes).known();
    if (known.isEmpty()) {
      unsayable("a size of `" + node.op() + "` is not known: `" + dim + "`");
    }
    return known.orElse(1);
  }

  /** The sizes of a tensor among the arguments. */
  List<Long> shape(String name) {
    return given(name)
        .filter(a -> a instanceof Argument.Tensor)
        .map(a -> shape(((Argument.Tensor) a).value().type().shape()))
        .orElseGet(
            () -> {
              unsayable("`" + name + "` of `" + node.op() + "` is no tensor");
              return List.of();
            });
  }

  /** The sizes of a tensor. */
  List<Long> shape(Argument argument) {
    if (argument instanceof Argument.Tensor tensor) {
      return shape(tensor.value().type().shape());
    }
    unsayable("an argument of `" + node.op() + "` is no tensor");
    return List.of();
  }

  private List<Long> shape(Shape shape) {
    if (shape.dims().isEmpty()) {
      unsayable("a shape that `" + node.op() + "` needs is not known");
      return List.of();
    }
    return shape.dims().get().stream().map(this::size).toList();
  }

  /** The sizes that the results are predicted to have. */
  List<List<Long>> resultShapes() {
    return node.results().stream().map(result -> shape(result.type().shape())).toList();
  }

  /** The sizes that the first result is predicted to have. */
  List<Long> resultShape() {
    return shape(node.results().getFirst().type().shape());
  }

  int rank(String name) {
    Optional<Argument> given = given(name);
    if (given.isPresent()
        && given.get() instanceof Argument.Tensor tensor
        && tensor.value().type().shape().rank().isPresent()) {
      return tensor.value().type().shape().rank().getAsInt();
    }
    unsayable("the rank of `" + name + "` of `" + node.op() + "` is not known");
    return 0;
  }

  // --- whole calls

  /** {@code ", device=..."} where new tensors are not made at the right place by themselves. */
  String device() {
    return device.isEmpty() ? "" : ", device=torch.device(\"" + device + "\")";
  }

  /**
   * A call with what the node was given: by position as long as nothing was left out, then by name.
   *
   * @param positional the parameters that can be given by position, in their order
   */
  String call(String function, List<String> positional) {
    List<String> words = new ArrayList<>();
    List<String> open = new ArrayList<>(positional);
    boolean isInOrder = true;
    for (Map.Entry<String, Argument> entry : node.arguments().entrySet()) {
      String name = entry.getKey();
      if (UNSAID.contains(name) || entry.getValue() instanceof Argument.Place) {
        isInOrder = false;
        continue;
      }
      boolean isNext = !open.isEmpty() && open.removeFirst().equals(name);
      isInOrder &= isNext;
      if (isInOrder) {
        words.add(text(name, entry.getValue()));
      } else if (!(entry.getValue() instanceof Argument.Nothing)) {
        words.add(name + "=" + text(name, entry.getValue()));
      }
    }
    return "torch." + function + "(" + String.join(", ", words) + ")";
  }
}
