package dev.tensorvet.report;

import dev.tensorvet.graph.Count;
import dev.tensorvet.tensor.Dim;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Amounts as people read them; {@code +} stands behind one of which a part is not known. */
final class Amounts {

  private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

  /** Nobody reads a longer formula in a line. */
  private static final int LONGEST = 60;

  private static final List<String> THOUSANDS = List.of("", " k", " M", " G", " T", " P", " E");

  private Amounts() {}

  /** An amount as a formula, or where that is long, how much decides it. */
  static String brief(Count count, String text) {
    return text.length() <= LONGEST
        ? text
        : "depends on " + Words.count(count.known().symbols().size(), "size", "sizes");
  }

  /** {@code 1,234,567} */
  static String number(Count count) {
    return text(count, value -> String.format(Locale.ROOT, "%,d", value));
  }

  /** {@code 1.81 G} */
  static String rounded(Count count) {
    return text(count, value -> scaled(value, 1000, THOUSANDS, ""));
  }

  /** {@code 97.5 MiB} */
  static String bytes(Count count) {
    return text(count, Amounts::bytes);
  }

  static String bytes(long value) {
    return scaled(value, 1024, BYTES, " ");
  }

  private static String text(Count count, LongFunction<String> shown) {
    Dim amount = count.known();
    OptionalLong known = amount.known();
    if (amount.isAny() || (known.orElse(1) == 0 && !count.isWhole())) {
      return "?";
    }
    String text = known.isPresent() ? shown.apply(known.getAsLong()) : amount.toString();
    return count.isWhole() ? text : text + "+";
  }

  /** Three digits are enough. */
  private static String scaled(long value, int base, List<String> units, String gap) {
    double rest = value;
    int unit = 0;
    while (rest >= base - 0.5 && unit < units.size() - 1) {
      rest /= base;
      unit++;
    }
    String format = unit == 0 || rest >= 99.95 ? "%.0f" : rest >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, rest) + gap + units.get(unit);
  }
}
