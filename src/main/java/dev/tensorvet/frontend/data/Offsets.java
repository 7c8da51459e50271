package dev.tensorvet.frontend.data;

/** Where the characters of a text stand in it that a parser has counted whole. */
final class Offsets {

  /** By the number of the character; empty where each takes one place. */
  private final int[] starts;

  private Offsets(int[] starts) {
    this.starts = starts;
  }

  static Offsets of(String text) {
    boolean isNarrow = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    if (isNarrow) {
      return new Offsets(new int[0]);
    }
    int[] starts = new int[text.codePointCount(0, text.length()) + 1];
    int at = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at;
      at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
    }
    return new Offsets(starts);
  }

  int at(int character) {
    return starts.length == 0 ? character : starts[Math.min(character, starts.length - 1)];
  }
}
