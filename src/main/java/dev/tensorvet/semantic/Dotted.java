package dev.tensorvet.semantic;

/** Dotted names as texts. */
final class Dotted {

  private Dotted() {}

  /** {@code a} of {@code a.b.c}. */
  static String first(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }
}
