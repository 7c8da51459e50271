package dev.tensorvet.source;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Short texts that longer ones are searched for, all in one pass: to search for one after the other
 * would read the longer text as often. Immutable.
 */
public final class Phrases {

  private static final int STARTS = 1024;

  private static final String[] NONE = {};

  /** Those that begin with two characters, by these. */
  private final String[][] starting = new String[STARTS][];

  /**
   * @param phrases each of two characters or more
   */
  public Phrases(Collection<String> phrases) {
    Arrays.fill(starting, NONE);
    for (String phrase : Set.copyOf(phrases)) {
      int start = start(phrase.charAt(0), phrase.charAt(1));
      String[] others = starting[start];
      starting[start] = Arrays.copyOf(others, others.length + 1);
      starting[start][others.length] = phrase;
    }
  }

  private static int start(char first, char second) {
    return (31 * first + second) & (STARTS - 1);
  }

  /** Whether a text holds one of them. */
  public boolean isAnyIn(String text) {
    return next(text, 0) < text.length();
  }

  /** Those that a text holds. */
  public Set<String> in(String text) {
    Set<String> found = new HashSet<>();
    for (int at = next(text, 0); at < text.length(); at = next(text, at + 1)) {
      for (String phrase : starting[start(text.charAt(at), text.charAt(at + 1))]) {
        if (text.startsWith(phrase, at)) {
          found.add(phrase);
        }
      }
    }
    return found;
  }

  /** The next place where one of them begins; the end of the text if there is none. */
  private int next(String text, int from) {
    int end = text.length();
    char first = from < end ? text.charAt(from) : 0;
    for (int at = from; at + 1 < end; at++) {
      char second = text.charAt(at + 1);
      for (String phrase : starting[start(first, second)]) {
        if (text.startsWith(phrase, at)) {
          return at;
        }
      }
      first = second;
    }
    return end;
  }
}
