package dev.tensorvet.interp;

import dev.tensorvet.interp.PythonValue.Int;
import dev.tensorvet.interp.PythonValue.None;
import dev.tensorvet.interp.PythonValue.Slice;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Tuple;
import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** {@code value[index]}. */
final class Subscripts {

  private final Machine machine;

  Subscripts(Machine machine) {
    this.machine = machine;
  }

  PythonValue get(PythonValue owner, PythonValue index) {
    return switch (owner) {
      case TensorValue tensor -> {
        if (index instanceof Text key) {
          machine.expect(tensor, new InputForm.Named(List.of(key.value())));
        }
        yield machine.tensors().call("index", Arguments.of(tensor, indices(index)));
      }
      case PythonValue.Array array -> machine.arrays().part(array, index);
      case Tuple tuple -> {
        long place = index.asDim().known().orElse(-1);
        if (place >= tuple.elements().size()) {
          machine.assumptions().lengthen(tuple, place + 1);
        }
        yield of(tuple.elements(), index, PythonValue::tuple).orElse(PythonValue.unknown());
      }
      case ListValue list ->
          list.isOpen()
              ? PythonValue.unknown()
              : of(list.elements(), index, ListValue::new).orElse(PythonValue.unknown());
      case DictValue dict -> ofDict(dict, index);
      case Text text ->
          of(
                  text.value()
                      .chars()
                      .mapToObj(c -> (PythonValue) new Text(Character.toString(c)))
                      .toList(),
                  index,
                  parts ->
                      new Text(
                          parts.stream()
                              .map(part -> ((Text) part).value())
                              .collect(Collectors.joining())))
              .orElse(PythonValue.unknown());
      case Instance object -> ofInstance(object, index);
      case Unknown unknown -> ofUnknown(unknown, index);
      case PythonValue.ClassValue type -> type;
      case PythonValue.Library library -> library;
      default -> PythonValue.unknown();
    };
  }

  /** What the brackets hold, as a list of its parts. */
  private static PythonValue indices(PythonValue index) {
    return index instanceof Tuple ? index : PythonValue.tuple(List.of(index));
  }

  private PythonValue ofDict(DictValue dict, PythonValue key) {
    if (key instanceof Unknown unknown && !unknown.name().isEmpty() && !dict.entries().isEmpty()) {
      throw new Assumptions.Undecided(unknown.name(), dict.entries().firstEntry().getKey());
    }
    Optional<PythonValue> known = dict.get(key);
    if (known.isEmpty() && key instanceof Text text) {
      machine.expect(dict, new InputForm.Named(List.of(text.value())));
    }
    if (known.isEmpty()
        && dict.factory().isPresent()
        && !dict.isOpen()
        && !(key instanceof Unknown)) {
      PythonValue made = machine.calls().call(dict.factory().get(), Arguments.of(), "defaultdict");
      machine.branching().touch(dict);
      dict.put(key, made);
      return made;
    }
    return known.orElse(PythonValue.unknown());
  }

  private PythonValue ofInstance(Instance object, PythonValue index) {
    return machine.classes().find(object.type(), "__getitem__").isPresent()
        ? machine
            .calls()
            .call(machine.members().get(object, "__getitem__"), Arguments.of(index), "__getitem__")
        : PythonValue.unknown();
  }

  private PythonValue ofUnknown(Unknown unknown, PythonValue index) {
    if (unknown.name().isEmpty()) {
      return unknown;
    }
    return switch (index) {
      case Text key -> machine.assumptions().symbol(unknown.name() + "." + key.value());
      case Int number when number.value().known().isPresent() ->
          machine.assumptions().symbol(unknown.name() + "[" + number.value() + "]");
      default -> PythonValue.unknown();
    };
  }

  /** How the elements of a part become a sequence of the same kind. */
  @FunctionalInterface
  private interface Remade {
    PythonValue of(List<PythonValue> elements);
  }

  private Optional<PythonValue> of(List<PythonValue> elements, PythonValue index, Remade remade) {
    if (index instanceof Slice slice) {
      return range(slice, elements.size())
          .map(places -> remade.of(places.stream().map(elements::get).toList()));
    }
    OptionalLong place = index.asDim().known();
    if (place.isEmpty()) {
      return Optional.empty();
    }
    long at = place.getAsLong() < 0 ? place.getAsLong() + elements.size() : place.getAsLong();
    if (at < 0 || at >= elements.size()) {
      throw new Raised("index out of range", machine.trace().origin());
    }
    return Optional.of(elements.get((int) at));
  }

  /** The places that a slice takes of a sequence. */
  private static Optional<List<Integer>> range(Slice slice, int size) {
    OptionalLong step = bound(slice.step(), 1);
    if (step.isEmpty() || step.getAsLong() == 0) {
      return Optional.empty();
    }
    boolean isForward = step.getAsLong() > 0;
    OptionalLong lower = bound(slice.lower(), isForward ? 0 : size - 1L);
    OptionalLong upper = bound(slice.upper(), isForward ? size : -size - 1L);
    if (lower.isEmpty() || upper.isEmpty()) {
      return Optional.empty();
    }
    long from = clamp(lower.getAsLong(), size, isForward);
    long to = clamp(upper.getAsLong(), size, isForward);
    List<Integer> places = new ArrayList<>();
    for (long at = from; isForward ? at < to : at > to; at += step.getAsLong()) {
      places.add((int) at);
    }
    return Optional.of(places);
  }

  private static long clamp(long bound, int size, boolean isForward) {
    long at = bound < 0 ? bound + size : bound;
    return isForward ? Math.clamp(at, 0, size) : Math.clamp(at, -1, size - 1);
  }

  private static OptionalLong bound(PythonValue value, long otherwise) {
    return value instanceof None ? OptionalLong.of(otherwise) : value.asDim().known();
  }

  // --- changes

  void set(PythonValue owner, PythonValue index, PythonValue value, Node place, Activation code) {
    switch (owner) {
      case TensorValue tensor ->
          machine
              .expressions()
              .at(
                  place,
                  code,
                  () ->
                      machine
                          .tensors()
                          .call("setitem_", Arguments.of(tensor, indices(index), value)));
      case ListValue list -> {
        machine.branching().touch(list);
        OptionalLong at = index.asDim().known();
        int size = list.elements().size();
        long where = at.isPresent() && at.getAsLong() < 0 ? at.getAsLong() + size : at.orElse(-1);
        if (where >= 0 && where < size && !list.isOpen()) {
          List<PythonValue> changed = new ArrayList<>(list.elements());
          changed.set((int) where, value);
          list.set(changed);
        } else {
          list.open();
        }
      }
      case DictValue dict -> {
        machine.branching().touch(dict);
        if (index.equals(PythonValue.unknown())) {
          dict.open();
        } else {
          dict.put(index, value);
        }
      }
      case Instance object when machine.classes().find(object.type(), "__setitem__").isPresent() ->
          machine
              .calls()
              .call(
                  machine.members().get(object, "__setitem__"),
                  Arguments.of(index, value),
                  "__setitem__");
      default -> {}
    }
  }

  void delete(PythonValue owner, PythonValue index) {
    if (owner instanceof DictValue dict) {
      machine.branching().touch(dict);
      dict.remove(index);
    } else if (owner instanceof ListValue list) {
      machine.branching().touch(list);
      list.open();
    }
  }
}
