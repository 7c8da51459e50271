package dev.tensorvet.interp;

import dev.tensorvet.tensor.Dim;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What is taken to be so because the code does not tell. An argument of which nothing is known is
 * taken to be given and different from all others; where that is not enough to go on, it gets a
 * value, and the trace begins again with that.
 */
final class Assumptions {

  /** No argument is taken to have more elements. */
  private static final int LONGEST = 8;

  private final Map<String, PythonValue> values;
  private final Set<String> asked = new TreeSet<>();
  private int count;
  private int guesses;
  private int made;

  /**
   * @param values what arguments are taken to be, by the names of their symbols
   */
  Assumptions(Map<String, PythonValue> values) {
    this.values = Map.copyOf(values);
    this.count = values.size();
  }

  /** What was asked and assumed so far, for a run that goes on from here. */
  Assumptions copy() {
    Assumptions copy = new Assumptions(values);
    copy.asked.addAll(asked);
    copy.count = count;
    copy.guesses = guesses;
    copy.made = made;
    return copy;
  }

  /** Ends a trace that cannot go on without a value for an argument. */
  @SuppressWarnings("serial")
  static final class Undecided extends RuntimeException {
    private final String symbol;
    private final transient PythonValue value;

    Undecided(String symbol, PythonValue value) {
      super(symbol, null, false, false);
      this.symbol = symbol;
      this.value = value;
    }

    /** Whether a value was found before, and helped nothing; more elements may help. */
    boolean isIn(Map<String, PythonValue> before) {
      return before.containsKey(symbol)
          && !(before.get(symbol) instanceof PythonValue.Tuple known
              && value instanceof PythonValue.Tuple more
              && known.elements().size() < more.elements().size());
    }

    /** The sizes that have a number by it. */
    Map<String, Dim> sizes() {
      return value instanceof PythonValue.Int number ? Map.of(symbol, number.value()) : Map.of();
    }

    /** The values of the trace that follows. */
    Map<String, PythonValue> with(Map<String, PythonValue> before) {
      Map<String, PythonValue> all = new LinkedHashMap<>(before);
      all.put(symbol, value);
      return Collections.unmodifiableMap(all);
    }
  }

  /** Ends a trace that needs a number for a size. */
  @SuppressWarnings("serial")
  static final class Unsized extends RuntimeException {
    private final String symbol;
    private final int number;

    /**
     * @param number what it may be
     */
    Unsized(String symbol, int number) {
      super(symbol, null, false, false);
      this.symbol = symbol;
      this.number = number;
    }

    String symbol() {
      return symbol;
    }

    int number() {
      return number;
    }
  }

  /** Ends a trace that takes an input for something else than a tensor. */
  @SuppressWarnings("serial")
  static final class Unlike extends RuntimeException {
    private final String input;
    private final transient InputForm form;

    Unlike(String input, InputForm form) {
      super(input, null, false, false);
      this.input = input;
      this.form = form;
    }

    String input() {
      return input;
    }

    InputForm form() {
      return form;
    }
  }

  /** Something that is not known, under the name that the code has for it. */
  PythonValue symbol(String name) {
    asked.add(name);
    PythonValue value = values.get(name);
    return value == null ? new PythonValue.Unknown(name) : decided(value);
  }

  /** What was decided of something, and by now of what it holds. */
  private PythonValue decided(PythonValue value) {
    return value instanceof PythonValue.Tuple tuple
        ? PythonValue.tuple(
            tuple.elements().stream()
                .map(
                    element ->
                        element instanceof PythonValue.Unknown part && !part.name().isEmpty()
                            ? symbol(part.name())
                            : element)
                .toList())
        : value;
  }

  /**
   * Ends a trace that takes more of an argument than it was decided to have; does nothing where the
   * elements are no such argument's.
   */
  void lengthen(PythonValue.Tuple elements, long size) {
    if (size > LONGEST) {
      return;
    }
    for (Map.Entry<String, PythonValue> each : values.entrySet()) {
      if (each.getValue() instanceof PythonValue.Tuple
          && decided(each.getValue()).equals(elements)) {
        throw new Undecided(each.getKey(), several(each.getKey(), (int) size));
      }
    }
  }

  /** So many elements of an argument. */
  PythonValue several(String name, int count) {
    return PythonValue.tuple(
        IntStream.range(0, count).mapToObj(i -> symbol(name + "[" + i + "]")).toList());
  }

  /** An integer that comes from what is not known. */
  PythonValue fresh() {
    return symbol(newName());
  }

  /** A name that no other number has. */
  String newName() {
    return "n" + made++;
  }

  /** The names of all that was not known. */
  Set<String> asked() {
    return asked;
  }

  /** Something is taken to be so. */
  void assume() {
    count++;
    guesses++;
  }

  /** Something is asked of a value; it may be one that an argument was given. */
  void ask(PythonValue value) {
    if (values.values().stream().anyMatch(given -> given == value)
        || (value instanceof PythonValue.Tuple && isDecided(value))) {
      guesses++;
    }
  }

  private boolean isDecided(PythonValue value) {
    return values.values().stream()
        .anyMatch(given -> given instanceof PythonValue.Tuple && decided(given).equals(value));
  }

  /** How often something was assumed, or asked of what was. */
  int guesses() {
    return guesses;
  }

  /** How often something was. */
  int count() {
    return count;
  }

  boolean isNone() {
    return count == 0;
  }
}
