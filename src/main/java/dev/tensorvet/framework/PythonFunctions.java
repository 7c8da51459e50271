package dev.tensorvet.framework;

import java.util.Set;

/** What the functions of Python's own modules do with the values of a training program. */
public final class PythonFunctions {

  private static final Set<String> NUMBERS =
      Set.of(
          "builtins.float",
          "builtins.int",
          "builtins.len",
          "builtins.max",
          "builtins.min",
          "builtins.round");

  private static final Set<String> ITERATORS =
      Set.of(
          "builtins.filter",
          "builtins.map",
          "builtins.zip",
          "itertools.chain",
          "itertools.chain.from_iterable");

  private static final Set<String> COLLECTIONS =
      Set.of("builtins.list", "builtins.tuple", "builtins.sorted", "builtins.set");

  private PythonFunctions() {}

  /** Whether a function starts to go through its argument. */
  public static boolean startsIteration(String qualifiedName) {
    return qualifiedName.equals("builtins.iter");
  }

  /** Whether a function gives an iterator, which gives its elements once. */
  public static boolean givesIterator(String qualifiedName) {
    return ITERATORS.contains(qualifiedName);
  }

  /** Whether a function takes all elements of its argument, and keeps them in its result. */
  public static boolean collects(String qualifiedName) {
    return COLLECTIONS.contains(qualifiedName);
  }

  /** Whether a function gives the numbers up to a bound, one after the other. */
  public static boolean counts(String qualifiedName) {
    return qualifiedName.equals("builtins.range");
  }

  /** Whether a function gives the first of its argument's elements, so many as it is told. */
  public static boolean cuts(String qualifiedName) {
    return qualifiedName.equals("itertools.islice");
  }

  /** Whether a function gives what its first argument gives next. */
  public static boolean takesNext(String qualifiedName) {
    return qualifiedName.equals("builtins.next");
  }

  /** Whether a function gives a number, or one of the numbers that it is given. */
  public static boolean givesNumber(String qualifiedName) {
    return NUMBERS.contains(qualifiedName);
  }
}
