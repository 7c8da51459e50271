package dev.tensorvet.diagnose;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A message that the catalogue knows.
 *
 * @param pattern found in the message
 * @param exception the type that it mostly comes with
 * @param needsException whether the message says too little to be known without that type
 * @param isAftermath whether it only tells that something else has failed
 * @param follows whether a line before it may tell why, which is the same error
 * @param causes what it may come from, the usual one first
 */
record KnownError(
    Pattern pattern,
    String exception,
    boolean needsException,
    boolean isAftermath,
    boolean follows,
    List<Cause> causes) {

  KnownError {
    causes = List.copyOf(causes);
  }

  /**
   * What an error may come from.
   *
   * @param group the field that it belongs to, as {@code shape}
   * @param text one sentence in lower case without a full stop; {@code {name}} stands for a group
   *     of the pattern
   * @param fixes what to do, the likeliest first
   * @param line what a line of code holds when this is the cause
   * @param message what the message holds when this is the cause
   * @param rules the rules that find it in code
   * @param example a message
   * @param exampleLine a line of code that leads to it
   */
  record Cause(
      String name,
      String group,
      String text,
      List<String> fixes,
      Optional<Pattern> line,
      Optional<Pattern> message,
      List<String> rules,
      String example,
      String exampleLine) {

    Cause {
      fixes = List.copyOf(fixes);
      rules = List.copyOf(rules);
    }
  }

  /** The causes of something raised that fits the pattern, the likeliest first. */
  List<Explanation> explain(Raised raised) {
    Matcher found = pattern.matcher(raised.message());
    if (!found.find()) {
      throw new IllegalArgumentException("this error was not found in the message");
    }
    List<Cause> ranked =
        causes.stream()
            .filter(cause -> evidence(cause, raised) != REFUTED)
            .sorted(Comparator.comparingInt((Cause cause) -> evidence(cause, raised)).reversed())
            .toList();
    if (ranked.isEmpty()) {
      ranked = List.of(causes.getFirst());
    }
    return ranked.stream()
        .map(
            cause ->
                new Explanation(
                    cause.name(),
                    cause.group(),
                    filled(cause.text(), found),
                    cause.fixes().stream().map(fix -> filled(fix, found)).toList(),
                    cause.rules()))
        .toList();
  }

  private static final int REFUTED = -2;

  private static final int UNDECIDED = -1;

  /** How much speaks for a cause. */
  private static int evidence(Cause cause, Raised raised) {
    int evidence = 0;
    if (cause.message().isPresent()) {
      if (!cause.message().get().matcher(raised.message()).find()) {
        return REFUTED;
      }
      evidence += 3;
    }
    if (cause.line().isPresent()) {
      Pattern line = cause.line().get();
      String own = raised.place().map(StackFrame::code).orElse("");
      // What a library runs tells the kind of a loss or layer that the user's line only names.
      String beneath =
          raised.beneath().stream()
              .map(frame -> frame.function() + "\n" + frame.code())
              .collect(Collectors.joining("\n"));
      if (line.matcher(own).find()) {
        evidence += 2;
      } else if (line.matcher(beneath).find()) {
        evidence += 1;
      } else {
        return own.isEmpty() && beneath.isEmpty() ? UNDECIDED : REFUTED;
      }
    }
    return evidence;
  }

  private static String filled(String text, Matcher found) {
    String filled = text;
    for (String name : found.namedGroups().keySet()) {
      if (filled.contains("{" + name + "}")) {
        String group = found.group(name);
        filled = filled.replace("{" + name + "}", group == null ? "?" : group);
      }
    }
    return filled;
  }
}
