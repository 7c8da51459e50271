package dev.tensorvet.frontend.python;

import dev.tensorvet.source.Span;
import java.util.Arrays;

/**
 * The prompts of Python's own shell, which IPython takes away from a cell that begins with one. As
 * blanks they are an indentation of the whole cell, which is taken away too.
 */
final class Prompts {

  private static final int LENGTH = 3;

  private Prompts() {}

  /** Whether a cell begins with a prompt. */
  static boolean stand(char[] text, Span cell) {
    return isPrompt(text, cell.start(), cell.end(), '>');
  }

  /** Blanks the prompts of a cell out. */
  static void blank(char[] text, Span cell) {
    boolean isLineStart = true;
    for (int at = cell.start(); at < cell.end(); at++) {
      boolean isPrompt =
          isLineStart
              && (isPrompt(text, at, cell.end(), '>') || isPrompt(text, at, cell.end(), '.'));
      if (isPrompt) {
        Arrays.fill(text, at, at + LENGTH, ' ');
      }
      isLineStart = text[at] == '\n' || text[at] == '\r';
    }
  }

  private static boolean isPrompt(char[] text, int at, int end, char sign) {
    if (at + LENGTH > end) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (text[at + i] != sign) {
        return false;
      }
    }
    return at + LENGTH == end || Character.isWhitespace(text[at + LENGTH]);
  }
}
