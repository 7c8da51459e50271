package dev.tensorvet.report;

import java.util.HashMap;
import java.util.Map;

/**
 * The fingerprints by which GitHub knows a line again: for each line, a rolling hash of the hundred
 * characters that start at it, white space left out, and how often that hash was met before. A
 * fingerprint that differs from GitHub's own is worse than none.
 */
final class LineHashes {

  private static final int WINDOW = 100;
  private static final long BASE = 37;
  private static final int END_OF_FILE = 65535;

  private final Map<Integer, String> byLine = new HashMap<>();
  private final Map<Long, Integer> seen = new HashMap<>();

  private final int[] window = new int[WINDOW];
  private final int[] lineAt = new int[WINDOW];
  private final long oldest = power();
  private int next;
  private long hash;

  private LineHashes() {}

  static LineHashes of(String text) {
    LineHashes hashes = new LineHashes();
    hashes.read(text);
    return hashes;
  }

  /** The fingerprint of a line, counted from 1. */
  String line(int number) {
    return byLine.getOrDefault(number, "");
  }

  private static long power() {
    long power = 1;
    for (int i = 0; i < WINDOW; i++) {
      power *= BASE;
    }
    return power;
  }

  private void read(String text) {
    java.util.Arrays.fill(lineAt, -1);
    int line = 0;
    boolean startsLine = true;
    boolean wasReturn = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || (wasReturn && c == '\n')) {
        wasReturn = false;
        continue;
      }
      wasReturn = c == '\r';
      int kept = wasReturn ? '\n' : c;
      int begun = -1;
      if (startsLine) {
        startsLine = false;
        begun = ++line;
      }
      startsLine = kept == '\n';
      push(kept, begun);
    }
    push(END_OF_FILE, startsLine ? line + 1 : -1);
    for (int i = 0; i < WINDOW; i++) {
      push(0, -1);
    }
  }

  /** Takes in a character; the one that leaves the window tells its line's hash, if it began one. */
  private void push(int c, int begun) {
    int leaving = window[next];
    if (lineAt[next] >= 0) {
      int count = seen.merge(hash, 1, Integer::sum);
      byLine.put(lineAt[next], Long.toUnsignedString(hash, 16) + ":" + count);
    }
    window[next] = c;
    lineAt[next] = begun;
    hash = BASE * hash + c - oldest * leaving;
    next = (next + 1) % WINDOW;
  }
}
