package dev.tensorvet.fix;

import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Edits of one text that can be made together: none touches what another changes. */
final class Edits {

  /** An insertion at a place comes before what replaces the text there. */
  private static final Comparator<TextEdit> ORDER = Edits::compare;

  private final TreeSet<TextEdit> edits = new TreeSet<>(ORDER);

  /**
   * Adds all edits of a fix, or none of them. An edit that is there already counts as made: two
   * findings may both need one import.
   *
   * @return whether they were added
   */
  boolean add(List<TextEdit> fix) {
    List<TextEdit> added = new ArrayList<>();
    for (TextEdit edit : fix) {
      if (edits.contains(edit)) {
        continue;
      }
      if (conflict(edit, edits.lower(edit)) || conflict(edit, edits.higher(edit))) {
        added.forEach(edits::remove);
        return false;
      }
      edits.add(edit);
      added.add(edit);
    }
    return true;
  }

  /** Which of two insertions at one place comes first is for no one to guess. */
  private static boolean conflict(TextEdit a, @Nullable TextEdit b) {
    if (b == null) {
      return false;
    }
    boolean sameInsertion = a.span().isEmpty() && a.span().equals(b.span());
    return sameInsertion || a.span().overlaps(b.span());
  }

  // Not by Comparator.comparing: its lambdas are serializable, and no start-up archive holds such.

  private static int compare(TextEdit one, TextEdit other) {
    int order = one.span().compareTo(other.span());
    return order != 0 ? order : one.replacement().compareTo(other.replacement());
  }

  List<TextEdit> all() {
    return new ArrayList<>(edits);
  }

  String applyTo(String text) {
    StringBuilder changed = new StringBuilder(text.length() + 64);
    int done = 0;
    for (TextEdit edit : edits) {
      changed.append(text, done, edit.span().start()).append(edit.replacement());
      done = edit.span().end();
    }
    return changed.append(text, done, text.length()).toString();
  }
}
