package dev.tensorvet.graph;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** What a model gives: a tensor, or several in a structure. */
public sealed interface Output {

  record Tensor(Value value) implements Output {}

  /** A tuple or list. */
  record Many(List<Output> elements) implements Output {
    public Many {
      elements = List.copyOf(elements);
    }
  }

  /** A dict, or an object with named fields. */
  record Named(SequencedMap<String, Output> elements) implements Output {}

  /** Something that is no tensor, or is not known. */
  record Other(String text) implements Output {}

  /** The tensors in it, in their order. */
  default Stream<Value> values() {
    return switch (this) {
      case Tensor tensor -> Stream.of(tensor.value());
      case Many many -> many.elements().stream().flatMap(Output::values);
      case Named named -> named.elements().values().stream().flatMap(Output::values);
      case Other other -> Stream.empty();
    };
  }
}
