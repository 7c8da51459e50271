package dev.tensorvet.graph;

/** Something that the trace of a model could not follow, or assumed. */
public record Note(String text, Origin origin) {

  private static final String GUESSED = "what nobody gives is taken to be usual: ";
  private static final String UNTOLD = ": the code does not tell ";

  /** That arguments were given values which nothing tells. */
  public static Note guessed(String arguments, Origin origin) {
    return new Note(GUESSED + arguments, origin);
  }

  /**
   * That something was taken to be so by chance.
   *
   * @param untold what would decide
   */
  public static Note untold(String taken, String untold, Origin origin) {
    return new Note(taken + UNTOLD + untold, origin);
  }

  /** Whether it is such a note: the model may be another one. */
  public boolean isUntold() {
    return text.contains(UNTOLD);
  }

  /** Whether it says that arguments were given values: what the model then does proves nothing. */
  public boolean isGuess() {
    return text.startsWith(GUESSED);
  }
}
