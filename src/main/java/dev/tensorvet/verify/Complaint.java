package dev.tensorvet.verify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What libtorch says when something fails. */
final class Complaint {

  private static final Pattern PYTHON_ERROR =
      Pattern.compile("(?:^|\\n|.)(?:[A-Za-z.]*(?:Error|Exception)): (.+)", Pattern.DOTALL);

  private static final Pattern CHANGED =
      Pattern.compile("which is output \\d+ of (\\w+?)Backward\\d*");

  private Complaint() {}

  /** The reason alone, without the way to it, in one line. */
  static String reason(String message) {
    Matcher error = PYTHON_ERROR.matcher(message);
    String last = message.strip();
    while (error.find()) {
      last = error.group(1);
      error.region(error.start(1), message.length());
    }
    int hint = last.indexOf("Exception raised from");
    String told = (hint > 0 ? last.substring(0, hint) : last).strip();
    int end = told.indexOf('\n');
    return (end > 0 ? told.substring(0, end) : told).strip();
  }

  /** What computed the tensor that was changed although its value is needed; empty if none was. */
  static String changed(String message) {
    Matcher changed = CHANGED.matcher(message);
    return message.contains("modified by an inplace operation")
        ? changed.find() ? changed.group(1) : "?"
        : "";
  }
}
