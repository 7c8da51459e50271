package dev.tensorvet.diagnose;

import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Reported;
import java.util.List;
import java.util.Optional;

/**
 * What the code of the project says of where something was raised.
 *
 * @param place the line, where it is still there
 * @param isMoved whether it stands on another line than the log says
 * @param file the file that the log means, as it is shown; empty where none is meant
 * @param notes what is known of what meets there, each a sentence in lower case without a full stop
 * @param findings what rules find that may be the cause
 */
public record Surroundings(
    Optional<Place> place,
    boolean isMoved,
    String file,
    List<String> notes,
    List<Reported> findings) {

  public Surroundings {
    notes = List.copyOf(notes);
    findings = List.copyOf(findings);
  }

  /** Whether the file is there and the line is not: the code has changed since. */
  public boolean isGone() {
    return !file.isEmpty() && place.isEmpty();
  }
}
