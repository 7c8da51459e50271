package dev.tensorvet.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A message on a page.
 *
 * @param words its parts: code, and what is said of it
 */
record PageText(List<Word> words) {

  PageText {
    words = List.copyOf(words);
  }

  /** A stretch of code or of plain text; the other is empty. */
  record Word(String code, String plain) {}

  /** Reads backticks as the marks of code. */
  static PageText of(String message) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < message.length()) {
      int start = message.indexOf('`', at);
      int end = start < 0 ? -1 : message.indexOf('`', start + 1);
      if (end < 0) {
        words.add(new Word("", message.substring(at)));
        break;
      }
      if (start > at) {
        words.add(new Word("", message.substring(at, start)));
      }
      if (end > start + 1) {
        words.add(new Word(message.substring(start + 1, end), ""));
      }
      at = end + 1;
    }
    return new PageText(words);
  }

  boolean any() {
    return !words.isEmpty();
  }
}
