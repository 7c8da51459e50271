package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The types of Python and its libraries that models ask their arguments for. */
public enum PythonType {
  INT("builtins.int"),
  FLOAT("builtins.float"),
  BOOL("builtins.bool"),
  TEXT("builtins.str"),
  LIST("builtins.list typing.List"),
  TUPLE("builtins.tuple typing.Tuple torch.Size"),
  DICT(
      """
      builtins.dict typing.Dict typing.Mapping typing.MutableMapping collections.OrderedDict
      collections.abc.Mapping collections.abc.MutableMapping
      """),
  SEQUENCE("collections.abc.Sequence typing.Sequence"),
  ITERABLE(
      """
      collections.abc.Iterable typing.Iterable collections.abc.Collection typing.Collection
      """),
  SLICE("builtins.slice"),
  TENSOR("torch.Tensor"),
  PARAMETER("torch.nn.Parameter torch.nn.parameter.Parameter"),
  MODULE("torch.nn.Module"),
  NUMBER("numbers.Number numbers.Real numbers.Integral"),
  DTYPE("torch.dtype"),
  DEVICE("torch.device"),
  CALLABLE("typing.Callable collections.abc.Callable"),
  FUNCTION("types.FunctionType types.LambdaType"),
  PARTIAL("functools.partial"),
  CLASS("builtins.type"),
  ENUMERATION("enum.EnumMeta enum.EnumType"),
  /** Types whose objects are no values of models. */
  OTHER("builtins.complex builtins.bytes builtins.range builtins.set numpy.ndarray");

  private static final Map<String, PythonType> BY_NAME = table();

  private final String names;

  PythonType(String names) {
    this.names = names;
  }

  private static Map<String, PythonType> table() {
    Map<String, PythonType> table = new HashMap<>();
    for (PythonType type : values()) {
      Framework.words(type.names).forEach(name -> table.put(name, type));
    }
    return Map.copyOf(table);
  }

  /** The type of a canonical name. */
  public static Optional<PythonType> of(String qualifiedName) {
    return Optional.ofNullable(BY_NAME.get(qualifiedName));
  }

  /** Whether its objects hold others. */
  public boolean isCollection() {
    return this == LIST || this == TUPLE || this == DICT;
  }
}
