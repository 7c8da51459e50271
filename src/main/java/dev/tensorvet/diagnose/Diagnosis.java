package dev.tensorvet.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that went wrong, and what it may come from.
 *
 * @param raised what the log tells of it
 * @param explanations the likeliest first; none where it is not known
 * @param beside what else was raised on the way, in the order of the log
 * @param times how often the log tells of it
 * @param surroundings what the project's own code says of the place, where it is at hand
 */
public record Diagnosis(
    Raised raised,
    List<Explanation> explanations,
    List<Raised> beside,
    int times,
    Optional<Surroundings> surroundings) {

  public Diagnosis {
    explanations = List.copyOf(explanations);
    beside = List.copyOf(beside);
  }

  /** The likeliest explanation. */
  public Optional<Explanation> explanation() {
    return explanations.stream().findFirst();
  }

  /** The field that the likeliest explanation belongs to; empty where there is none. */
  String group() {
    return explanation().map(Explanation::group).orElse("");
  }

  /** Whether nothing has failed, and something will not do what it seems to. */
  public boolean isWarning() {
    return raised.isWarning();
  }

  public Diagnosis with(Optional<Surroundings> found) {
    return new Diagnosis(raised, explanations, beside, times, found);
  }

  /** What a line tells, with where it came out. */
  Diagnosis seenBy(Diagnosis later) {
    Raised told = later.raised();
    List<Raised> with = new ArrayList<>(beside);
    with.add(told);
    with.addAll(later.beside());
    Raised placed = told.place().isPresent() ? raised.calledFrom(told) : raised;
    return new Diagnosis(placed, explanations, with, times, surroundings);
  }

  Diagnosis again() {
    return new Diagnosis(raised, explanations, beside, times + 1, surroundings);
  }

  /** What to do about an error that is not known: no cause is made up. */
  public List<String> generalAdvice() {
    List<String> advice = new ArrayList<>();
    if (raised.isCut()) {
      advice.add(
          "find the rest of the log: what was raised stands behind the calls. What a program that is"
              + " ended has not written yet is lost: start it with `python -u`");
    }
    boolean isOfLibrary = raised.frames().stream().anyMatch(StackFrame::isLibrary);
    if (raised.place().isPresent()) {
      advice.add(
          isOfLibrary
              ? "look at what the last line of your own code gives to the library: print type, shape,"
                  + " dtype and device of each argument in the line before"
              : "set `breakpoint()` in the line before, and look at the values that meet there");
    } else {
      advice.add("find the traceback: it names the line, and the log may hold it further up");
    }
    advice.add(
        "make it small: one batch, the CPU, `num_workers=0`, no `torch.compile`; what makes the"
            + " error go away is where it comes from");
    advice.add("search for the message without its numbers and paths in the issues of the library");
    return List.copyOf(advice);
  }
}
