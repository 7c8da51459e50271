package dev.tensorvet.graph;

/** Something that the trace of a model could not follow, or assumed. */
public record Note(String text, Origin origin) {

  private static final String GUESSED = "what nobody gives is taken to be usual: ";

  /** That arguments were given values which nothing tells. */
  public static Note guessed(String arguments, Origin origin) {
    return new Note(GUESSED + arguments, origin);
  }

  /** Whether it is such a note: what the model then does proves nothing. */
  public boolean isGuess() {
    return text.startsWith(GUESSED);
  }
}
