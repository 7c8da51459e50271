package dev.tensorvet.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that a log tells of: an exception, a warning, or a line that stands for itself.
 *
 * @param exception its type without its module, as {@code RuntimeError}; empty for a line, and
 *     {@code loss} for what the values of a loss tell
 * @param message may have several lines
 * @param frames the calls that led to it, outermost first
 * @param line where in the log it is told, from 1
 */
public record Raised(String exception, String message, List<StackFrame> frames, long line) {

  /** The type of what is told of a loss, which no exception has. */
  static final String LOSS = "loss";

  /** What stands for the error in a log that ends before it names one. */
  private static final String CUT = "the log ends within a traceback, before it names the error";

  public Raised {
    frames = List.copyOf(frames);
  }

  static Raised cut(List<StackFrame> frames, long line) {
    return new Raised("", CUT, frames, line);
  }

  boolean isCut() {
    return message.equals(CUT);
  }

  /** The innermost call of the user's own code. */
  public Optional<StackFrame> place() {
    return frames.reversed().stream().filter(frame -> !frame.isLibrary()).findFirst();
  }

  /** The same, in what another traceback tells the calls of. */
  Raised calledFrom(Raised outer) {
    List<StackFrame> calls = new ArrayList<>(outer.frames());
    calls.addAll(frames);
    return new Raised(exception, message, calls, line);
  }

  /** What the user's own line led to. */
  List<StackFrame> beneath() {
    int end = frames.size();
    int start = end;
    while (start > 0 && frames.get(start - 1).isLibrary()) {
      start--;
    }
    return frames.subList(start, end);
  }

  boolean isWarning() {
    return exception.endsWith("Warning");
  }

  /** The first line, as a traceback ends with it. */
  public String headline() {
    String first = message.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
    return exception.isEmpty() || exception.equals(LOSS)
        ? first
        : first.isEmpty() ? exception : exception + ": " + first;
  }
}
