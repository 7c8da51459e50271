package dev.tensorvet.framework;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

  private static final Set<String> ENDS =
      Set.of("builtins.exit", "builtins.quit", "sys.exit", "os._exit");

  private static final Set<String> ENUMERATIONS =
      Set.of("enum.Enum", "enum.IntEnum", "enum.StrEnum");

  private static final Set<String> CLOCKS =
      Set.of("time.time", "time.perf_counter", "time.monotonic", "timeit.default_timer");

  private static final Pattern CLOCK =
      Pattern.compile("perf_counter|time\\.time\\(|timeit|enable_timing|do_bench");

  private PythonFunctions() {}

  /** Whether a builtin function puts nothing into an object that it is given. */
  public static boolean leavesObjects(String qualifiedName) {
    return qualifiedName.startsWith("builtins.") && !qualifiedName.equals("builtins.setattr");
  }

  /** Whether a text may take the time, by a clock of Python's or one of the graphics processor. */
  public static boolean mayTakeTime(String code) {
    return CLOCK.matcher(code).find();
  }

  /** Whether a function tells the time of a stopwatch. */
  public static boolean isClock(String qualifiedName) {
    return CLOCKS.contains(qualifiedName);
  }

  /**
   * Whether a decorator makes a generator a maker of contexts: <a
   * href="https://docs.python.org/3/library/contextlib.html#contextlib.contextmanager">contextlib</a>.
   */
  public static boolean makesContexts(String qualifiedName) {
    return qualifiedName.equals("contextlib.contextmanager");
  }

  /** Whether a class is the base of all whose members are values with names. */
  public static boolean isEnumeration(String qualifiedName) {
    return ENUMERATIONS.contains(qualifiedName);
  }

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

  /** Whether a function makes a sequence of its argument's elements, in the order they come in. */
  public static boolean keepsOrder(String qualifiedName) {
    return qualifiedName.equals("builtins.list") || qualifiedName.equals("builtins.tuple");
  }

  /** Whether a function gives the numbers up to a bound, one after the other. */
  public static boolean counts(String qualifiedName) {
    return qualifiedName.equals("builtins.range");
  }

  /** Whether a function gives the first of its argument's elements, so many as it is told. */
  public static boolean cuts(String qualifiedName) {
    return qualifiedName.equals("itertools.islice");
  }

  /** The method by which an object tells what it gives next. */
  public static final String NEXT = "__next__";

  /** Whether a function gives what its first argument gives next. */
  public static boolean takesNext(String qualifiedName) {
    return qualifiedName.equals("builtins.next");
  }

  /** How code calls what copies an object with all that it holds, by one name of an import. */
  public static Optional<String> copier(String imported, Optional<String> asName) {
    return imported.equals("copy")
        ? Optional.of(asName.orElse(imported) + ".deepcopy")
        : Optional.empty();
  }

  /** Whether a function tells how many elements its argument has. */
  public static boolean measures(String qualifiedName) {
    return qualifiedName.equals("builtins.len");
  }

  /** Whether a function ends the program. */
  public static boolean ends(String qualifiedName) {
    return ENDS.contains(qualifiedName);
  }

  /** Whether a function gives its arguments' elements together, one of each at a time. */
  public static boolean zips(String qualifiedName) {
    return qualifiedName.equals("builtins.zip");
  }

  /** Whether a function gives the member of its first argument that its second one names. */
  public static boolean readsMember(String qualifiedName) {
    return qualifiedName.equals("builtins.getattr");
  }

  /** Whether a function stands for the next class after the one whose method runs. */
  public static boolean isSuper(String qualifiedName) {
    return qualifiedName.equals("builtins.super");
  }

  /** Whether a function turns a value into a number, whole or not. */
  public static boolean makesNumber(String qualifiedName) {
    return makesFloat(qualifiedName) || qualifiedName.equals("builtins.int");
  }

  /** The same, by the name that needs no import. */
  public static boolean isNumber(String builtin) {
    return makesNumber("builtins." + builtin);
  }

  /** Whether a function turns a value, which may be a text, into a number that is not whole. */
  public static boolean makesFloat(String qualifiedName) {
    return qualifiedName.equals("builtins.float");
  }

  /** Whether a function gives a number, or one of the numbers that it is given. */
  public static boolean givesNumber(String qualifiedName) {
    return NUMBERS.contains(qualifiedName);
  }

  /** The method of a mapping that gives its values. */
  public static final String VALUES = "values";

  /** Whether a function gives its first argument back, to be called with the others. */
  public static boolean binds(String qualifiedName) {
    return qualifiedName.equals("functools.partial");
  }

  /** Whether a function adds up what a collection holds. */
  public static boolean addsUp(String qualifiedName) {
    return qualifiedName.equals("builtins.sum");
  }

  /** Whether a function says of which class an object is. */
  public static boolean asksForClass(String qualifiedName) {
    return qualifiedName.equals("builtins.isinstance");
  }
}
