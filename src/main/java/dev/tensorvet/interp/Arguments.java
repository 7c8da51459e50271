package dev.tensorvet.interp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What a call gives.
 *
 * @param isOpen whether it gives more that is not known: {@code *args} of unknown length
 */
record Arguments(
    List<PythonValue> positional, SequencedMap<String, PythonValue> keywords, boolean isOpen) {

  Arguments {
    positional = List.copyOf(positional);
    keywords = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(keywords));
  }

  static Arguments of(PythonValue... positional) {
    return of(List.of(positional));
  }

  static Arguments of(List<PythonValue> positional) {
    return new Arguments(positional, new LinkedHashMap<>(), false);
  }

  Arguments after(PythonValue first) {
    List<PythonValue> all = new ArrayList<>(positional.size() + 1);
    all.add(first);
    all.addAll(positional);
    return new Arguments(all, keywords, isOpen);
  }

  /** Without its first positional arguments. */
  Arguments without(int first) {
    return new Arguments(
        positional.subList(Math.min(first, positional.size()), positional.size()),
        keywords,
        isOpen);
  }

  /** An argument that may be given by its place or its name. */
  Optional<PythonValue> get(int place, String name) {
    return place < positional.size()
        ? Optional.of(positional.get(place))
        : Optional.ofNullable(keywords.get(name));
  }

  Stream<PythonValue> all() {
    return Stream.concat(positional.stream(), keywords.values().stream());
  }
}
