package dev.tensorvet.facts;

import dev.tensorvet.source.SourceFile;

/**
 * A part of a loss that does not train what it was computed with, where others of its parts do.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param cut where the part loses its graph
 * @param backward the backward pass of the whole loss
 */
public record CutTerm(SourceFile file, Kind kind, Site cut, Site backward) implements Fact {

  /** How much of a part is cut off. */
  public enum Kind {
    /** All of it: it is a number that is added. */
    NUMBER,
    /**
     * It compares what one model makes of another's detached output with what it is to be taken
     * for, where another part trains the other model.
     */
    ADVERSARY
  }
}
