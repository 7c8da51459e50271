package dev.tensorvet.interp;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code copy.deepcopy}: objects with an identity of their own, that hold what the first hold. */
final class Copies {

  private final Machine machine;
  private final IdentityHashMap<PythonValue, PythonValue> made = new IdentityHashMap<>();

  Copies(Machine machine) {
    this.machine = machine;
  }

  PythonValue of(PythonValue value) {
    PythonValue known = made.get(value);
    if (known != null) {
      return known;
    }
    return switch (value) {
      case PythonValue.Tuple tuple -> {
        List<PythonValue> elements = new ArrayList<>();
        tuple.elements().forEach(element -> elements.add(of(element)));
        yield new PythonValue.Tuple(elements, tuple.fields());
      }
      case ListValue list -> {
        List<PythonValue> elements = new ArrayList<>();
        list.elements().forEach(element -> elements.add(of(element)));
        ListValue copy = new ListValue(elements);
        if (list.isOpen()) {
          copy.open();
        }
        yield copy;
      }
      case DictValue dict -> dict(dict, new DictValue());
      case TensorValue tensor -> tensor(tensor);
      case Instance object -> {
        Instance copy = object.blank();
        machine.branching().made(copy);
        made.put(object, copy);
        object.attributes().forEach((name, each) -> copy.set(name, of(each)));
        dict(object.parameters(), copy.parameters());
        dict(object.buffers(), copy.buffers());
        dict(object.children(), copy.children());
        yield copy;
      }
      default -> value;
    };
  }

  private DictValue dict(DictValue from, DictValue to) {
    new LinkedHashMap<>(from.entries()).forEach((key, value) -> to.put(key, of(value)));
    if (from.isOpen()) {
      to.open();
    }
    return to;
  }

  private PythonValue tensor(TensorValue tensor) {
    PythonValue cloned = machine.tensors().call("clone", Arguments.of(tensor));
    PythonValue copy =
        tensor.isParameter() && cloned instanceof TensorValue other
            ? other.asParameter(tensor.asksGradient())
            : cloned;
    made.put(tensor, copy);
    return copy;
  }
}
