package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * Scores that a loss takes as logits are decided on as probabilities are.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param test where they are decided on
 * @param loss where the loss takes them
 */
public record LogitThreshold(SourceFile file, Kind kind, Site test, Place loss) implements Fact {

  /** How they are decided on. */
  public enum Kind {
    /** They are compared with one half. */
    COMPARED,
    /** They are rounded to whole numbers. */
    ROUNDED
  }
}
