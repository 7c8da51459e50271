package dev.tensorvet.ops;

import dev.tensorvet.tensor.Dim;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A pattern of einops: {@code b (h w) ... -> b h w ...}. */
sealed interface EinopsPattern {

  /** What the names of two sides say. */
  record Sides(List<Axis> left, List<Axis> right) implements EinopsPattern {}

  /** A text that is no pattern. */
  record Invalid(String why) implements EinopsPattern {}

  /**
   * One dimension of a tensor.
   *
   * @param names what it is composed of, from the slowest
   * @param number the product of the sizes that are written as numbers
   * @param isComposite whether it stands in parentheses
   */
  record Axis(List<String> names, long number, boolean isComposite, boolean hasDots) {

    /** Its size without the dots; any where the size of a name is not given. */
    Dim size(Map<String, Dim> sizes) {
      Dim size = Dim.of(number);
      for (String name : names) {
        size = size.times(sizes.getOrDefault(name, Dim.any()));
      }
      return size;
    }
  }

  Pattern NAME = Pattern.compile("[A-Za-z](?:\\w*[A-Za-z0-9])?");
  Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  static boolean isName(String word) {
    return NAME.matcher(word).matches();
  }

  static EinopsPattern of(String text) {
    String[] sides = text.split("->", -1);
    if (sides.length != 2) {
      return new Invalid(
          "a pattern must have two sides with '->' between, but got '%s'".formatted(text));
    }
    List<Axis> left = new ArrayList<>();
    List<Axis> right = new ArrayList<>();
    return read(sides[0], left)
        .or(() -> read(sides[1], right))
        .<EinopsPattern>map(Invalid::new)
        .orElseGet(() -> new Sides(List.copyOf(left), List.copyOf(right)));
  }

  /** Reads one side, or says what is wrong with it. */
  private static Optional<String> read(String side, List<Axis> axes) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> names = new ArrayList<>();
    long number = 1;
    boolean hasDots = false;
    boolean isOpen = false;
    for (String word : side.replace("(", " ( ").replace(")", " ) ").strip().split("\\s+", -1)) {
      switch (word) {
        case "" -> {}
        case "(" -> {
          if (isOpen) {
            return Optional.of(
                "axis composition is one-level (brackets inside brackets not allowed)");
          }
          isOpen = true;
        }
        case ")" -> {
          if (!isOpen) {
            return Optional.of("brackets are not balanced");
          }
          axes.add(new Axis(List.copyOf(names), number, true, hasDots));
          names.clear();
          number = 1;
          hasDots = false;
          isOpen = false;
        }
        default -> {
          if (!word.equals("1") && !NUMBER.matcher(word).matches() && !seen.add(word)) {
            return Optional.of(
                "indexing expression contains duplicate dimension \"%s\"".formatted(word));
          }
          if (word.equals("...")) {
            hasDots = true;
          } else if (NUMBER.matcher(word).matches()) {
            if (Long.parseLong(word) == 0) {
              return Optional.of("anonymous axis should have positive length, not 0");
            }
            number *= Long.parseLong(word);
          } else if (isName(word)) {
            names.add(word);
          } else {
            return Optional.of("invalid axis identifier: " + word);
          }
          if (!isOpen) {
            axes.add(new Axis(List.copyOf(names), number, false, hasDots));
            names.clear();
            number = 1;
            hasDots = false;
          }
        }
      }
    }
    return isOpen
        ? Optional.of("imbalanced parentheses in expression: \"%s\"".formatted(side))
        : Optional.empty();
  }

  static Set<String> names(List<Axis> axes) {
    Set<String> names = new LinkedHashSet<>();
    axes.forEach(axis -> names.addAll(axis.names()));
    return names;
  }

  static boolean hasDots(List<Axis> axes) {
    return axes.stream().anyMatch(Axis::hasDots);
  }

  /** Whether a size other than one is written as a number. */
  static boolean hasNumbers(List<Axis> axes) {
    return axes.stream().anyMatch(axis -> axis.number() != 1);
  }
}
