package dev.tensorvet.interp;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** The batches that a loader makes of the samples of a dataset. */
final class Batches {

  /** Which sample of a dataset is asked for: any. */
  private static final PythonValue ANY_SAMPLE = new PythonValue.Int(Dim.integer("sample"));

  /** Larger batches are not put together by a function of the project. */
  private static final long MOST_SAMPLES = 256;

  private final Machine machine;

  Batches(Machine machine) {
    this.machine = machine;
  }

  /** The arguments are the dataset, the size of a batch, what chooses batches, what makes them. */
  PythonValue of(Arguments arguments) {
    PythonValue dataset = argument(arguments, 0);
    PythonValue size = argument(arguments, 1);
    boolean choosesItself = !(argument(arguments, 2) instanceof PythonValue.None);
    PythonValue collate = argument(arguments, 3);
    PythonValue sample = sample(dataset);
    if (size instanceof PythonValue.None) {
      return new PythonValue.Repeated(choosesItself ? PythonValue.unknown() : sample);
    }
    Dim count = choosesItself ? Dim.any() : count(dataset, size.asDim());
    return new PythonValue.Repeated(
        collate instanceof PythonValue.None
            ? collate(sample, count)
            : collated(collate, sample, count));
  }

  private static PythonValue argument(Arguments arguments, int place) {
    return arguments.get(place, "").orElse(PythonValue.unknown());
  }

  private PythonValue sample(PythonValue dataset) {
    return switch (dataset) {
      case Instance object when machine.classes().find(object.type(), "__getitem__").isPresent() ->
          machine
              .calls()
              .call(
                  machine.members().get(object, "__getitem__"),
                  Arguments.of(ANY_SAMPLE),
                  "__getitem__");
      case Instance object when machine.classes().find(object.type(), "__iter__").isPresent() ->
          first(machine.sequences().elements(object).orElse(List.of()));
      case ListValue list -> first(list.elements());
      default -> PythonValue.unknown();
    };
  }

  private static PythonValue first(List<PythonValue> elements) {
    return elements.isEmpty() ? PythonValue.unknown() : elements.getFirst();
  }

  /** The first batch has all samples of a dataset that has fewer than are asked for. */
  private Dim count(PythonValue dataset, Dim size) {
    OptionalLong there = machine.sequences().length(dataset).asDim().known();
    OptionalLong asked = size.known();
    if (there.isEmpty() || (asked.isPresent() && asked.getAsLong() <= there.getAsLong())) {
      return size;
    }
    return asked.isPresent() ? Dim.of(there.getAsLong()) : Dim.any();
  }

  private PythonValue collated(PythonValue collate, PythonValue sample, Dim count) {
    OptionalLong known = count.known();
    return known.isEmpty() || known.getAsLong() > MOST_SAMPLES
        ? PythonValue.unknown()
        : machine
            .calls()
            .call(
                collate,
                Arguments.of(new ListValue(Collections.nCopies((int) known.getAsLong(), sample))),
                "collate_fn");
  }

  /** So many samples like one, put together as a loader does that is told nothing else. */
  PythonValue collate(PythonValue sample, Dim count) {
    return switch (sample) {
      case TensorValue tensor -> stacked(tensor.type(), count);
      case PythonValue.Bool flag -> numbers(DType.BOOL, count);
      case PythonValue.Int number -> numbers(DType.INT64, count);
      case PythonValue.Real number -> numbers(DType.FLOAT64, count);
      case PythonValue.SomeReal number -> numbers(DType.FLOAT64, count);
      case PythonValue.Tuple tuple when tuple.fields().isEmpty() ->
          new ListValue(all(tuple.elements(), count));
      case PythonValue.Tuple tuple ->
          new PythonValue.Tuple(all(tuple.elements(), count), tuple.fields());
      case ListValue list when !list.isOpen() -> new ListValue(all(list.elements(), count));
      case DictValue dict when !dict.isOpen() -> {
        SequencedMap<PythonValue, PythonValue> entries = new LinkedHashMap<>();
        dict.entries().forEach((key, value) -> entries.put(key, collate(value, count)));
        yield new DictValue(entries);
      }
      default -> PythonValue.unknown();
    };
  }

  private List<PythonValue> all(List<PythonValue> elements, Dim count) {
    return elements.stream().map(each -> collate(each, count)).toList();
  }

  private TensorValue stacked(TensorType sample, Dim count) {
    Shape shape =
        sample
            .shape()
            .dims()
            .map(
                dims -> {
                  List<Dim> all = new ArrayList<>(List.of(count));
                  all.addAll(dims);
                  return Shape.of(all);
                })
            .orElse(Shape.unknown());
    return new TensorValue(machine.trace().data(sample.with(shape)));
  }

  private TensorValue numbers(DType dtype, Dim count) {
    return new TensorValue(machine.trace().data(TensorType.of(Shape.of(List.of(count)), dtype)));
  }
}
