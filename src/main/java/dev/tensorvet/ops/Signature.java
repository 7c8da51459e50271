package dev.tensorvet.ops;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of an operation, read from a line such as {@code conv2d(input, weight, bias=None,
 * stride=1, *, groups=1)}. As in Python, those after {@code *} are given by name alone, and {@code
 * *size} takes all further positional arguments; a single list or tuple in its place is spread.
 * {@code name|other} gives a parameter another name that callers may use: {@code dim|axis}. With
 * {@code **axes} at its end a call may give further arguments by names of its own choice.
 *
 * @param isOpen whether it does; a rule finds them under those names
 */
public record Signature(String op, List<Parameter> parameters, boolean isOpen) {

  public Signature {
    parameters = List.copyOf(parameters);
  }

  /**
   * @param names the first is the one that rules and graphs use
   * @param isRequired whether a call must give it
   * @param isPositional whether a call may give it without its name
   * @param isVariadic whether it takes all further positional arguments
   */
  public record Parameter(
      List<String> names, boolean isRequired, boolean isPositional, boolean isVariadic) {

    public String name() {
      return names.getFirst();
    }
  }

  /** Reads a signature as it is written in the tables. */
  static Signature of(String text) {
    int open = text.indexOf('(');
    String op = text.substring(0, open);
    List<Parameter> parameters = new ArrayList<>();
    boolean isPositional = true;
    boolean isOpen = false;
    for (String part : text.substring(open + 1, text.length() - 1).split(",", -1)) {
      String word = part.strip();
      if (word.equals("*")) {
        isPositional = false;
      } else if (word.startsWith("**")) {
        isOpen = true;
      } else if (!word.isEmpty()) {
        boolean isVariadic = word.startsWith("*");
        int equals = word.indexOf('=');
        String names = word.substring(isVariadic ? 1 : 0, equals < 0 ? word.length() : equals);
        parameters.add(
            new Parameter(
                List.of(names.split("\\|", -1)),
                equals < 0 && !isVariadic,
                isPositional,
                isVariadic));
        isPositional &= !isVariadic;
      }
    }
    return new Signature(op, parameters, isOpen);
  }
}
