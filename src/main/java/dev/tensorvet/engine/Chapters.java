package dev.tensorvet.engine;

import dev.tensorvet.semantic.Project;
import java.util.function.Supplier;

/**
 * A run over a large project in chapters: what one has found out is let go before it fills the
 * memory, and the next one finds out again what it needs of that. Files come in the order of their
 * paths, so that what belongs together is mostly in one chapter; what most files import stays read.
 * No answer rests on what is known already, and so none on where a chapter ends. Safe for use by
 * many threads.
 */
public final class Chapters {

  private final Supplier<Chapter> opening;
  private final long longest;
  private Chapter current;

  /**
   * @param opening begins a chapter of the same project
   * @param longest how many characters of code are held when a chapter ends with the next file
   */
  public Chapters(Supplier<Chapter> opening, long longest) {
    this.opening = opening;
    this.longest = longest;
    this.current = opening.get();
  }

  /** The chapter that the run is in. */
  public synchronized Chapter current() {
    return current;
  }

  /** The chapter for the next file: a new one where this one has grown long. */
  public synchronized Chapter next() {
    Project project = current.project();
    if (project.heldCharacters() >= longest) {
      // Half of a chapter is enough for what all files have in common.
      project.letGo(longest / 2);
      current = opening.get();
    }
    return current;
  }
}
