package dev.tensorvet.facts;

import dev.tensorvet.source.SourceFile;

/**
 * A program does one thing or another with a model, by how well that does on some samples.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param site where it is decided
 * @param loader where the loader is made whose samples decide, and no others
 */
public record ModelChoice(SourceFile file, Kind kind, Site site, Site loader) implements Fact {

  /** What is chosen. */
  public enum Kind {
    /** Which of its states is written to a file: that which does best so far. */
    STATE,
    /** When the learning rate goes down. */
    RATE
  }
}
