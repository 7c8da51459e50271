package dev.tensorvet.diagnose;

import dev.tensorvet.diagnose.Failure.How;
import dev.tensorvet.diagnose.Failure.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the tracebacks together that one process writes, line by line. */
final class Tracebacks {

  private static final String HEADER = "Traceback (most recent call last)";
  private static final String CAUSED =
      "The above exception was the direct cause of the following exception:";
  private static final String HANDLED =
      "During handling of the above exception, another exception occurred:";

  /** What anomaly detection says before the calls of a forward pass. */
  private static final String FORWARD = "Traceback of forward call that caused the error";

  private static final String MADE_BY = "made by a forward call";

  /** A terminal is at least as wide as that. */
  private static final int WIDTH = 80;

  /** A traceback that other output interrupts more often than this has lost its end. */
  private static final int MOST_INTERRUPTIONS = 40;

  /** Deeper recursions are cut by Python itself. */
  private static final int MOST_FRAMES = 2000;

  private static final int MOST_LINES = 500;

  /** What a call begins with in a traceback. */
  private static final String CALL = "  File \"";

  private static final Pattern EXCEPTION =
      Pattern.compile("((?:[A-Za-z_]\\w*\\.)*)([A-Za-z_]\\w*)(?::\\s?(.*))?");

  private static final Pattern BARE =
      Pattern.compile("(?:[a-z_]\\w*\\.)*(_?[A-Z]\\w*(?:Error|Exception))(?:: ?(.*))?");

  private static final Pattern WARNING =
      Pattern.compile("(\\S.{0,400}?):(\\d+): (\\w*Warning): (.*)");

  private enum State {
    /** Outside of all tracebacks. */
    OUTSIDE,
    FRAMES,
    /** In the calls of a forward pass, which anomaly detection tells before the error. */
    FORWARD,
    /** After the exception, whose message may go on. */
    MESSAGE,
    /** After a sentence that says how the next traceback follows on the last. */
    CHAINED,
    /** After a warning, whose line of code may come. */
    WARNED
  }

  private final Consumer<Failure> out;
  private final List<Link> chain = new ArrayList<>();
  private State state = State.OUTSIDE;
  private How how = How.FIRST;
  private FrameReader frames = FrameReader.plain("");
  private int interruptions;
  private String exception = "";
  private final List<String> message = new ArrayList<>();
  private List<StackFrame> raisedAt = List.of();
  private long line;
  private int lastLength;

  Tracebacks(Consumer<Failure> out) {
    this.out = out;
  }

  /** Takes a line, and tells whether it belongs to a traceback. */
  boolean accept(LogLine given) {
    int header = given.text().indexOf(HEADER);
    if (header >= 0) {
      begin(given, header);
      return true;
    }
    return switch (state) {
      case OUTSIDE -> outside(given);
      case FRAMES -> frames(given);
      case FORWARD -> frames.read(given.text()) || given.isBlank() || leave(given);
      case MESSAGE -> message(given);
      case CHAINED -> given.isBlank() || leave(given);
      case WARNED -> warned(given);
    };
  }

  /** At the end of the log. */
  void end() {
    if (state == State.MESSAGE || state == State.WARNED) {
      finish();
    } else if (state == State.FRAMES && chain.isEmpty() && !frames.frames().isEmpty()) {
      chain.add(new Link(Raised.cut(frames.frames(), line), how));
    }
    flush();
  }

  private void begin(LogLine given, int header) {
    boolean isCarried = given.text().startsWith("Original ", Math.max(0, header - 9));
    if (state == State.MESSAGE || state == State.WARNED) {
      finish();
    }
    if (state == State.FORWARD) {
      flush();
      chain.add(new Link(new Raised("", MADE_BY, frames.frames(), line), How.FIRST));
      how = How.MADE;
    } else if (isCarried && !chain.isEmpty()) {
      how = How.CARRIED;
    } else if (state != State.CHAINED) {
      flush();
      how = How.FIRST;
    }
    frames = FrameReader.of(given.text(), header);
    line = given.number();
    interruptions = 0;
    state = State.FRAMES;
  }

  private boolean outside(LogLine given) {
    String text = given.text();
    if (text.contains(FORWARD)) {
      frames = FrameReader.plain("");
      line = given.number();
      state = State.FORWARD;
      return true;
    }
    if (text.contains("Warning: ")) {
      Matcher warning = WARNING.matcher(text);
      if (warning.matches()) {
        StackFrame at = new StackFrame(warning.group(1), number(warning.group(2)), "", "");
        raise(warning.group(3), warning.group(4), List.of(at), given);
        state = State.WARNED;
        return true;
      }
    }
    if (text.startsWith(CALL)) {
      // A log that was cut begins within a traceback.
      frames = FrameReader.plain("");
      line = given.number();
      interruptions = 0;
      state = State.FRAMES;
      return frames.read(text);
    }
    if (text.contains("Error") || text.contains("Exception")) {
      Matcher bare = BARE.matcher(text);
      if (bare.matches()) {
        raise(bare.group(1), bare.group(2) == null ? "" : bare.group(2), List.of(), given);
        state = State.MESSAGE;
        return true;
      }
    }
    return false;
  }

  private boolean frames(LogLine given) {
    String text = frames.withoutMargin(given.text());
    if (frames.frames().size() > MOST_FRAMES || frames.read(text) || text.isBlank()) {
      return true;
    }
    Matcher raised = EXCEPTION.matcher(text);
    if (raised.matches() && frames.mayEndWith(raised.group(2))) {
      String told = raised.group(3);
      raise(raised.group(2), told == null ? "" : told, frames.frames(), given);
      state = State.MESSAGE;
      return true;
    }
    if (++interruptions > MOST_INTERRUPTIONS) {
      state = State.OUTSIDE;
      flush();
    }
    return false;
  }

  private void raise(String type, String text, List<StackFrame> at, LogLine given) {
    exception = type;
    message.clear();
    message.add(text);
    raisedAt = at;
    line = given.number();
    lastLength = given.text().length();
  }

  private boolean message(LogLine given) {
    String text = frames.withoutMargin(given.text());
    boolean isIndented = !text.isEmpty() && Character.isWhitespace(text.charAt(0));
    boolean goesOn = isIndented && !text.isBlank() && !message.getLast().isBlank();
    if (frames.isWrapped() && isWrapped(text)) {
      message.add(message.removeLast() + " " + text.strip());
      lastLength = text.length();
      return true;
    }
    if (goesOn || isFirstOfMessage(text)) {
      if (message.size() < MOST_LINES) {
        message.add(text);
      }
      return true;
    }
    if (text.isBlank()) {
      message.add("");
      if (message.size() > MOST_LINES) {
        return leave(given);
      }
      return true;
    }
    boolean isCaused = text.strip().equals(CAUSED);
    if (isCaused || text.strip().equals(HANDLED)) {
      finish();
      how = isCaused ? How.CAUSED : How.WHILE_HANDLED;
      state = State.CHAINED;
      return true;
    }
    return leave(given);
  }

  /** Whether a line is there only because its first word did not fit on the one before. */
  private boolean isWrapped(String text) {
    String word = text.strip().split("\\s", 2)[0];
    return !word.isEmpty() && lastLength + 1 + word.length() >= WIDTH;
  }

  /** A message may begin with a line end. */
  private boolean isFirstOfMessage(String text) {
    return message.size() == 1
        && message.getFirst().isBlank()
        && !text.isBlank()
        && Character.isWhitespace(text.charAt(0));
  }

  private boolean warned(LogLine given) {
    if (given.isIndented() && !given.isBlank()) {
      raisedAt = raisedAt.stream().map(frame -> frame.withCode(given.text().strip())).toList();
      finish();
      flush();
      return true;
    }
    return leave(given);
  }

  /** What was read is told; the line may begin something else. */
  private boolean leave(LogLine given) {
    if (state == State.MESSAGE || state == State.WARNED) {
      finish();
    }
    flush();
    return outside(given);
  }

  private void finish() {
    String text = String.join("\n", message).stripTrailing();
    chain.add(new Link(new Raised(exception, text, raisedAt, line), how));
    how = How.FIRST;
    state = State.OUTSIDE;
  }

  private void flush() {
    state = State.OUTSIDE;
    if (!chain.isEmpty()) {
      out.accept(new Failure(chain));
      chain.clear();
    }
  }

  static int number(String digits) {
    return digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }
}
