package dev.tensorvet.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the losses that a log names, beside their values or as columns of a table. */
final class LossCurves {

  /** A log that names more losses than this is not that of one training. */
  private static final int MOST_CURVES = 200;

  private static final Pattern WORD =
      Pattern.compile("loss|grad(?:ient)?_norm", Pattern.CASE_INSENSITIVE);

  /** Longer names are paths or data. */
  private static final int LONGEST_NAME = 60;

  /** Stands before the name, a blank between: {@code Train Loss}. */
  private static final Pattern KIND =
      Pattern.compile("(?:train|val|test|eval)[a-z]* $", Pattern.CASE_INSENSITIVE);

  /** What may stand between the name and the value, and the value. */
  private static final Pattern VALUE =
      Pattern.compile(
          "['\"]?(?:\\s?[=:]\\s{0,8}|\\s{1,8})['\"]?(?:tensor\\()?"
              + "(-?(?:nan|inf(?:inity)?|\\d{1,30}(?:\\.\\d{0,30})?(?:e[-+]?\\d{1,4})?))(?![\\w.%])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NO_LOSS =
      Pattern.compile(
          "scal|weight|coef|ratio|factor|lambda|stop|patience|best|delta|diff|fn$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER =
      Pattern.compile(
          "-?(?:nan|inf(?:inity)?|\\d{1,30}(?:\\.\\d{0,30})?(?:e[-+]?\\d{1,4})?)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CELLS = Pattern.compile("\\s*[,;|\\t]\\s*|\\s{2,}");

  private static final Pattern HEADING = Pattern.compile("[A-Za-z][\\w ./()-]{0,40}");

  private final Map<String, LossCurve> curves = new LinkedHashMap<>();
  private List<String> columns = List.of();

  void accept(LogLine line) {
    String text = line.text();
    boolean hasLoss = text.contains("loss") || text.contains("Loss") || text.contains("LOSS");
    if (hasLoss && readNamed(line)) {
      return;
    }
    if (hasLoss) {
      readHeadings(text);
    } else if (!columns.isEmpty()) {
      readCells(line);
    }
  }

  private boolean readNamed(LogLine line) {
    String text = line.text();
    Matcher word = WORD.matcher(text);
    Matcher value = VALUE.matcher(text);
    boolean isFound = false;
    int from = 0;
    while (word.find(from)) {
      int end = endOfName(text, word.end());
      from = end;
      value.region(end, text.length());
      if (!isPartOfWord(text, word.start()) && value.lookingAt()) {
        String name = text.substring(startOfName(text, word.start()), end);
        if (!NO_LOSS.matcher(name).find()) {
          add(name, value.group(1), line.number());
          isFound = true;
        }
        from = value.end();
      }
    }
    return isFound;
  }

  /** {@code CrossEntropyLoss} names a class. */
  private static boolean isPartOfWord(String text, int start) {
    return start > 0 && Character.isLetter(text.charAt(start - 1));
  }

  private static int startOfName(String text, int word) {
    int start = word;
    int least = Math.max(0, word - LONGEST_NAME);
    while (start > least && isOfName(text.charAt(start - 1))) {
      start--;
    }
    String before = text.substring(Math.max(0, start - 12), start);
    Matcher kind = KIND.matcher(before);
    return kind.find() ? start - (before.length() - kind.start()) : start;
  }

  private static int endOfName(String text, int word) {
    int end = word;
    int most = Math.min(text.length(), word + LONGEST_NAME);
    while (end < most && isOfName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfName(char c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || "_/.-".indexOf(c) >= 0;
  }

  private void readHeadings(String text) {
    List<String> cells = cells(text);
    boolean isHeader =
        cells.size() > 1 && cells.stream().allMatch(cell -> HEADING.matcher(cell).matches());
    if (isHeader) {
      columns = cells;
    }
  }

  private void readCells(LogLine line) {
    List<String> cells = cells(line.text());
    if (cells.size() != columns.size()
        || !cells.stream().allMatch(c -> c.isEmpty() || NUMBER.matcher(c).matches())) {
      return;
    }
    for (int i = 0; i < cells.size(); i++) {
      String name = columns.get(i);
      boolean isLoss = name.toLowerCase(Locale.ROOT).contains("loss");
      if (isLoss && !NO_LOSS.matcher(name).find() && !cells.get(i).isEmpty()) {
        add(name, cells.get(i), line.number());
      }
    }
  }

  private static List<String> cells(String text) {
    String inside = text.strip();
    inside = inside.startsWith("|") ? inside.substring(1).strip() : inside;
    inside = inside.endsWith("|") ? inside.substring(0, inside.length() - 1).strip() : inside;
    return List.of(CELLS.split(inside, -1));
  }

  private void add(String name, String value, long line) {
    LossCurve curve = curves.get(name);
    if (curve == null && curves.size() < MOST_CURVES) {
      curve = new LossCurve(name);
      curves.put(name, curve);
    }
    OptionalDouble number = number(value);
    if (curve != null && number.isPresent()) {
      curve.add(number.getAsDouble(), line);
    }
  }

  private static OptionalDouble number(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith("nan")) {
      return OptionalDouble.of(Double.NaN);
    }
    if (lower.contains("inf")) {
      return OptionalDouble.of(
          lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    return OptionalDouble.of(Double.parseDouble(lower));
  }

  /** What is wrong with the losses. */
  List<Raised> troubles() {
    List<Raised> troubles = new ArrayList<>();
    for (LossCurve curve : curves.values()) {
      Optional<Raised> trouble = curve.trouble();
      trouble.ifPresent(troubles::add);
    }
    return troubles;
  }
}
