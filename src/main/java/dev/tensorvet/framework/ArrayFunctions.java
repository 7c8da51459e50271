package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the functions and methods of NumPy do to shapes, where an operation on tensors does the same
 * with arguments in the same order: <a
 * href="https://numpy.org/doc/stable/reference/routines.html">NumPy's routines</a>.
 */
public final class ArrayFunctions {

  /** How a function makes its result. */
  public enum Kind {
    /** Of what it is given, lists in lists. */
    DATA,
    /** Of a size, which is a number or a tuple. */
    SIZE,
    /** Of sizes, each an argument of its own. */
    SIZES,
    /** Of numbers: a range, a matrix. */
    NUMBERS,
    /** Of an array, or of a number by itself. */
    ARRAY,
    /** Of an array, or of what is gone through as one. */
    SEQUENCE,
    /** Of several arrays in a list. */
    ARRAYS
  }

  /** An operation, and what it is done to. */
  public record Function(Kind kind, String operation) {}

  private static final Map<String, Function> FUNCTIONS = functions();

  /** Methods that are operations with the same name and arguments. */
  private static final Map<String, String> METHODS =
      Map.of(
          "reshape", "reshape",
          "flatten", "flatten",
          "ravel", "ravel",
          "squeeze", "squeeze",
          "cumsum", "cumsum",
          "round", "round",
          "clip", "clamp");

  private ArrayFunctions() {}

  private static Map<String, Function> functions() {
    Map<String, Function> all = new HashMap<>();
    put(all, Kind.DATA, "array tensor asarray tensor ascontiguousarray tensor");
    put(all, Kind.SIZE, "zeros zeros ones ones empty empty");
    put(all, Kind.SIZES, "random.rand rand random.randn randn");
    put(all, Kind.NUMBERS, "arange arange linspace linspace eye eye identity eye");
    put(
        all,
        Kind.ARRAY,
        """
        exp exp log log log2 log2 log10 log10 sqrt sqrt sin sin
        cos cos tanh tanh abs abs ceil ceil floor floor round round power pow outer outer
        zeros_like zeros_like ones_like ones_like
        """);
    put(all, Kind.SEQUENCE, "cumsum cumsum expand_dims unsqueeze triu triu tril tril");
    put(all, Kind.ARRAYS, "concatenate cat stack stack vstack vstack hstack hstack");
    return Map.copyOf(all);
  }

  /** Pairs of a function and its operation. */
  private static void put(Map<String, Function> all, Kind kind, String pairs) {
    String[] words = Framework.words(pairs).toArray(String[]::new);
    for (int i = 0; i < words.length; i += 2) {
      all.put("numpy." + words[i], new Function(kind, words[i + 1]));
    }
  }

  /** What a function does, by its canonical name. */
  public static Optional<Function> of(String qualifiedName) {
    return Optional.ofNullable(FUNCTIONS.get(qualifiedName));
  }

  /** The operation of a method of arrays, where that takes the same arguments. */
  public static Optional<String> method(String name) {
    return Optional.ofNullable(METHODS.get(name));
  }
}
