package dev.tensorvet.diagnose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the values of one loss have been so far, in a few numbers. */
final class LossCurve {

  /** How many of the last values are kept. */
  private static final int RECENT = 5;

  /** Fewer values say nothing of where a loss goes. */
  private static final int FEWEST = 20;

  /** How little a loss moves that does not learn, of its own size. */
  private static final double STILL = 0.004;

  /** How far above its best value a loss is that explodes. */
  private static final double EXPLODED = 100;

  /** Guessing among more classes than this gives a loss as any other. */
  private static final int MOST_CLASSES = 200;

  /** So many steps without usable gradients. */
  private static final int FEWEST_BROKEN = 3;

  private final String name;
  private final Deque<Double> recent = new ArrayDeque<>();
  private long count;
  private long lastLine;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;
  private Optional<Raised> broken = Optional.empty();

  LossCurve(String name) {
    this.name = name;
  }

  /** Takes a value; of a bar that is written over, the last one of each line counts. */
  void add(double value, long line) {
    if (broken.isPresent()) {
      return;
    }
    if (isNorm()) {
      norm(value, line);
      return;
    }
    if (!Double.isFinite(value)) {
      broken = Optional.of(raised(notFinite(Double.isNaN(value) ? "nan" : "inf"), line));
      return;
    }
    if (line == lastLine && !recent.isEmpty()) {
      recent.removeLast();
    } else {
      count++;
    }
    lastLine = line;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
    recent.addLast(value);
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
  }

  /** A scaler passes over a step whose gradients overflow; many in a row are none of its doing. */
  private void norm(double value, long line) {
    count = Double.isNaN(value) ? count + 1 : 0;
    if (count == FEWEST_BROKEN) {
      broken = Optional.of(raised("is nan for " + count + " steps in a row", line));
    }
  }

  private String notFinite(String what) {
    if (recent.isEmpty()) {
      return "is " + what + " from its first value on";
    }
    double last = recent.getLast();
    boolean hasRisen = count > 2 && last > 3 * Math.max(lowest, 1e-3);
    return hasRisen
        ? "rose from " + text(lowest) + " to " + text(last) + " and became " + what
        : "became " + what + " after " + text(last);
  }

  /** What is wrong with the loss, if anything is. */
  Optional<Raised> trouble() {
    return broken.or(this::explosion).or(this::standstill);
  }

  /** Whether it is the size of the gradients, which goes up and down while all is well. */
  private boolean isNorm() {
    return name.toLowerCase(Locale.ROOT).endsWith("norm");
  }

  private Optional<Raised> explosion() {
    if (isNorm() || isMeasured() || count < FEWEST / 2 || recent.size() < RECENT) {
      return Optional.empty();
    }
    double least = recent.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    boolean isHigh = least > EXPLODED * Math.max(lowest, 1e-2) && recent.getLast() >= highest / 10;
    return isHigh
        ? Optional.of(
            raised("exploded from " + text(lowest) + " to " + text(recent.getLast()), lastLine))
        : Optional.empty();
  }

  private Optional<Raised> standstill() {
    boolean isStill = highest - lowest <= STILL * Math.abs(highest);
    if (isNorm() || isMeasured() || count < FEWEST || !isStill) {
      return Optional.empty();
    }
    if (highest == 0) {
      return Optional.of(raised("is 0 from its first value on", lastLine));
    }
    double value = recent.getLast();
    long classes = Math.round(Math.exp(Math.min(value, 20)));
    boolean isGuess =
        classes >= 2
            && classes <= MOST_CLASSES
            && Math.abs(value - Math.log((double) classes)) < STILL * value;
    return Optional.of(
        raised(
            isGuess
                ? "stays at " + text(value) + ", the loss of guessing among " + classes + " classes"
                : "stays at " + text(value),
            lastLine));
  }

  /** What is only measured may rise while training is well. */
  private boolean isMeasured() {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("val") || lower.contains("test") || lower.contains("eval");
  }

  private Raised raised(String what, long line) {
    return new Raised(Raised.LOSS, "`" + name + "` " + what, List.of(), line);
  }

  private static String text(double value) {
    double size = Math.abs(value);
    return size != 0 && (size >= 1e5 || size < 1e-3)
        ? String.format(Locale.ROOT, "%.3g", value)
        : String.format(Locale.ROOT, "%.4f", value).replaceFirst("\\.?0+$", "");
  }
}
