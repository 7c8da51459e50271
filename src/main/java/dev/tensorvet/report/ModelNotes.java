package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.graph.Note;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.interp.Contradiction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is noted of a model: what cannot fit, what was not followed, what was assumed. */
final class ModelNotes {

  private ModelNotes() {}

  /** Each once, with its place where it has one. */
  static List<String> of(Model model) {
    Set<String> notes = new LinkedHashSet<>();
    for (Contradiction contradiction : model.contradictions()) {
      notes.add(
          at(contradiction.origin())
              + "`"
              + contradiction.op()
              + "` fails: "
              + contradiction.why());
    }
    for (Note note : model.graph().notes()) {
      notes.add(at(note.origin()) + note.text());
    }
    return List.copyOf(notes);
  }

  /**
   * Something that was taken to be so.
   *
   * @param place where the code leaves it open
   */
  record Taken(Optional<Place> place, String text) {}

  /** What a model would be another one without; each once. */
  static List<Taken> taken(Model model) {
    return model.graph().notes().stream()
        .filter(Note::isUntold)
        .map(note -> new Taken(placeOf(note.origin()), note.text()))
        .distinct()
        .toList();
  }

  private static String at(Origin origin) {
    return placeOf(origin).map(place -> place(place) + ": ").orElse("");
  }

  private static Optional<Place> placeOf(Origin origin) {
    return origin.place().map(frame -> new Place(frame.file(), frame.span()));
  }

  /** {@code net.py:12}, or {@code net.ipynb:cell 3:2}. */
  static String place(Place place) {
    Region region = Region.of(place);
    String cell = region.cell().isPresent() ? "cell " + region.cell().getAsInt() + ":" : "";
    return region.physical().path() + ":" + cell + region.start().line();
  }
}
