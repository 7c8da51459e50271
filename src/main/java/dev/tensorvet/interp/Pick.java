package dev.tensorvet.interp;

import dev.tensorvet.graph.Note;
import dev.tensorvet.graph.Origin;
import java.util.List;

/**
 * A module that was taken where the code may have others in its place.
 *
 * @param others what they are, as a reader is told
 * @param test what decides
 */
record Pick(List<String> others, String test, Origin origin) {

  Pick {
    others = List.copyOf(others);
  }

  /**
   * @param taken what was taken, and for what
   */
  Note note(String taken) {
    return Note.untold(
        taken + " is taken, and may be " + String.join(" or ", others), "`" + test + "`", origin);
  }
}
