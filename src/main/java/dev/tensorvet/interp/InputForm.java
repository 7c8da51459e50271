package dev.tensorvet.interp;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How an input that is no tensor is made of others. */
sealed interface InputForm {

  /** A list of so many. */
  record Many(int count) implements InputForm {}

  /** A dict with these keys, or an object with these attributes. */
  record Named(List<String> keys) implements InputForm {
    public Named {
      keys = List.copyOf(keys);
    }
  }

  /** An object of a library's class, of which nothing else is known: a graph. */
  record Made(String className) implements InputForm {}

  /** The names of what an input of a name is made of. */
  default List<String> parts(String name) {
    return switch (this) {
      case Many many ->
          IntStream.range(0, many.count()).mapToObj(i -> name + "[" + i + "]").toList();
      case Made made -> List.of();
      case Named named -> named.keys().stream().map(key -> name + "." + key).toList();
    };
  }

  /** With what another use of the same input asks for. */
  default InputForm with(InputForm other) {
    return this instanceof Named one && other instanceof Named more
        ? new Named(Stream.concat(one.keys().stream(), more.keys().stream()).distinct().toList())
        : this;
  }
}
