package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Device;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Other types of elements, and other devices. */
final class Conversion {

  private static final Map<String, DType> NAMED =
      Map.ofEntries(
          Map.entry("bfloat16", DType.BFLOAT16),
          Map.entry("bool", DType.BOOL),
          Map.entry("byte", DType.UINT8),
          Map.entry("cdouble", DType.COMPLEX128),
          Map.entry("cfloat", DType.COMPLEX64),
          Map.entry("char", DType.INT8),
          Map.entry("double", DType.FLOAT64),
          Map.entry("float", DType.FLOAT32),
          Map.entry("half", DType.FLOAT16),
          Map.entry("int", DType.INT32),
          Map.entry("long", DType.INT64),
          Map.entry("short", DType.INT16));

  static final List<Op> OPS =
      Stream.of(
              NAMED.entrySet().stream()
                  .flatMap(
                      named ->
                          Op.all(
                              call -> OpResult.of(call.tensor("input").with(named.getValue())),
                              named.getKey() + "(input, memory_format=None)")),
              Op.all(
                  Conversion::to,
                  "to(input, *args, dtype=None, device=None, other=None, non_blocking=False,"
                      + " copy=False, memory_format=None)"),
              Op.all(Conversion::type, "type(input, dtype=None, non_blocking=False)"),
              Op.all(
                  call -> OpResult.of(call.tensor("input").with(call.dtype("other"))),
                  "type_as(input, other)"),
              Op.all(
                  call -> OpResult.of(call.tensor("input").with(Device.CPU)),
                  "cpu(input, memory_format=None)"),
              Op.all(
                  call -> OpResult.of(call.tensor("input").with(Device.CUDA)),
                  "cuda(input, device=None, non_blocking=False, memory_format=None)"),
              Op.all(Conversion::viewAsComplex, "view_as_complex(input)"),
              Op.all(Conversion::viewAsReal, "view_as_real(input)"),
              Op.all(
                  call -> {
                    TensorType input = call.tensor("input");
                    return OpResult.of(input.with(Elementwise.real(input.dtype())));
                  },
                  "real(input)"),
              Op.all(Conversion::imaginary, "imag(input)"))
          .flatMap(ops -> ops)
          .toList();

  private Conversion() {}

  /** Its arguments come in several forms: a type, a place, both, or a tensor that has both. */
  private static OpResult to(OpCall call) {
    TensorType type = call.tensor("input");
    List<Argument> given =
        call.argument("args").orElse(new Argument.Many(List.of())) instanceof Argument.Many many
            ? many.elements()
            : List.of(new Argument.Unknown());
    for (Argument argument :
        Stream.concat(
                given.stream(),
                Stream.of("dtype", "other").flatMap(name -> call.argument(name).stream()))
            .toList()) {
      type =
          switch (argument) {
            case Argument.Type wanted -> type.with(wanted.value());
            case Argument.Place place -> type.with(place.value());
            case Argument.Tensor like ->
                type.with(like.value().type().dtype()).with(like.value().type().device());
            // It may be a type or a place.
            case Argument.Unknown unknown -> type.with(DType.UNKNOWN).with(Device.UNKNOWN);
            case Argument.Text text -> type.with(Device.UNKNOWN);
            default -> type;
          };
    }
    if (call.has("device")) {
      boolean isKnown = call.argument("device").orElseThrow() instanceof Argument.Place;
      type =
          type.with(
              isKnown
                  ? ((Argument.Place) call.argument("device").orElseThrow()).value()
                  : Device.UNKNOWN);
    }
    return OpResult.of(type);
  }

  private static OpResult type(OpCall call) {
    return call.has("dtype")
        ? OpResult.of(call.tensor("input").with(call.type("dtype").orElse(DType.UNKNOWN)))
        : OpResult.unknown("the name of its type is no tensor");
  }

  private static OpResult viewAsComplex(OpCall call) {
    TensorType input = call.tensor("input");
    if (!input.dtype().isFloating() && input.dtype() != DType.UNKNOWN) {
      return Elementwise.refused("view_as_complex", input.dtype());
    }
    DType type = Operand.complex(input.dtype());
    Shape shape = input.shape();
    if (input.dtype() == DType.BFLOAT16) {
      return Elementwise.refused("view_as_complex", input.dtype());
    }
    if (shape.rank().isEmpty()) {
      return OpResult.of(input.with(type));
    }
    if (shape.hasRank(0) || call.same(shape.dim(-1), Dim.of(2)) == Proof.NO) {
      return OpResult.mismatch(
          "view_as_complex takes a tensor with a last dimension of size 2, but got " + shape);
    }
    List<Dim> dims = shape.dims().orElseThrow();
    return OpResult.of(input.with(Shape.of(dims.subList(0, dims.size() - 1))).with(type));
  }

  private static OpResult viewAsReal(OpCall call) {
    TensorType input = call.tensor("input");
    DType type = input.dtype();
    if (type.kind() != DType.Kind.COMPLEX && type != DType.UNKNOWN) {
      return OpResult.mismatch(
          "view_as_real is only supported for complex tensors, but got " + type.text());
    }
    return OpResult.of(
        input.with(Axis.appended(input.shape(), Dim.of(2))).with(Elementwise.real(type)));
  }

  private static OpResult imaginary(OpCall call) {
    TensorType input = call.tensor("input");
    return input.dtype().kind() == DType.Kind.COMPLEX || input.dtype() == DType.UNKNOWN
        ? OpResult.of(input.with(Elementwise.real(input.dtype())))
        : OpResult.mismatch(
            "imag is not implemented for tensors with non-complex dtypes, but got "
                + input.dtype().text());
  }
}
