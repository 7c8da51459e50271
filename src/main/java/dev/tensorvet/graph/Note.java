package dev.tensorvet.graph;

/** Something that the trace of a model could not follow, or assumed. */
public record Note(Kind kind, String text, Origin origin) {

  /** What a note says of the model. */
  public enum Kind {
    /** A part of it was not followed, or fails. */
    LOST,
    /** Arguments have values that nothing tells: what it does proves nothing. */
    GUESSED,
    /** Something was taken by chance: it may be another model. */
    UNTOLD
  }

  /** That something was not followed, or fails. */
  public static Note lost(String text, Origin origin) {
    return new Note(Kind.LOST, text, origin);
  }

  /** That arguments were given values; {@code arguments} tells which. */
  public static Note guessed(String arguments, Origin origin) {
    return new Note(Kind.GUESSED, "what nobody gives is taken to be usual: " + arguments, origin);
  }

  /**
   * That something was taken to be so by chance.
   *
   * @param untold what would decide
   */
  public static Note untold(String taken, String untold, Origin origin) {
    return new Note(Kind.UNTOLD, taken + ": the code does not tell " + untold, origin);
  }

  /** The same, seen from another place. */
  public Note from(Origin elsewhere) {
    return new Note(kind, text, elsewhere);
  }

  /** Whether the model may be another one. */
  public boolean isUntold() {
    return kind == Kind.UNTOLD;
  }

  /** Whether what the model does proves nothing. */
  public boolean isGuess() {
    return kind == Kind.GUESSED;
  }
}
