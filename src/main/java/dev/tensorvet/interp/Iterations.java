package dev.tensorvet.interp;

import dev.tensorvet.interp.PythonValue.Repeated;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Tuple;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Python's functions that go through sequences: {@code zip}, {@code map}, {@code itertools}. */
final class Iterations {

  /** More elements than this are not made. */
  static final long LONGEST_RANGE = 10_000;

  private final Machine machine;

  Iterations(Machine machine) {
    this.machine = machine;
  }

  PythonValue list(Optional<List<PythonValue>> elements) {
    return elements.<PythonValue>map(ListValue::new).orElse(PythonValue.unknown());
  }

  PythonValue range(List<PythonValue> bounds) {
    bounds.forEach(bound -> machine.operators().decideCount(bound.asDim()));
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

  PythonValue enumerate(PythonValue counted, Optional<PythonValue> start) {
    PythonValue sequence = machine.sequences().iterated(counted);
    if (sequence instanceof Repeated many) {
      return new Repeated(PythonValue.tuple(List.of(PythonValue.unknown(), many.element())));
    }
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
  PythonValue zip(List<PythonValue> zipped) {
    List<PythonValue> sequences = zipped.stream().map(machine.sequences()::iterated).toList();
    if (sequences.stream().anyMatch(each -> each instanceof Repeated)) {
      return new Repeated(
          PythonValue.tuple(sequences.stream().map(machine.sequences()::anyElement).toList()));
    }
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

  PythonValue map(Arguments arguments) {
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

  PythonValue filter(PythonValue function, PythonValue sequence) {
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

  PythonValue sorted(Optional<List<PythonValue>> elements, Arguments arguments) {
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

  PythonValue dict(Arguments arguments) {
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

  PythonValue slice(List<PythonValue> bounds) {
    return switch (bounds.size()) {
      case 1 -> new PythonValue.Slice(PythonValue.none(), bounds.getFirst(), PythonValue.none());
      case 2 -> new PythonValue.Slice(bounds.get(0), bounds.get(1), PythonValue.none());
      case 3 -> new PythonValue.Slice(bounds.get(0), bounds.get(1), bounds.get(2));
      default -> PythonValue.unknown();
    };
  }

  PythonValue chained(List<PythonValue> sequences) {
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
  PythonValue cartesian(List<PythonValue> sequences) {
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

  PythonValue reduce(PythonValue function, PythonValue sequence, Optional<PythonValue> initial) {
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
}
