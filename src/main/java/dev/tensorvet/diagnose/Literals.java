package dev.tensorvet.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds which of many texts stand in a line, in one pass over it: the automaton of Aho and
 * Corasick. Most lines of a log hold none of them, and are done with then.
 */
final class Literals {

  /** Enough of a text to tell it from others. */
  private static final int LONGEST = 24;

  private static final int LETTERS = 128;

  private final int[] next;
  private final int[][] found;

  /** The words of each entry: an entry is found where one of its words is. */
  Literals(List<List<String>> entries) {
    List<int[]> states = new ArrayList<>();
    List<BitSet> ends = new ArrayList<>();
    add(states, ends);
    for (int entry = 0; entry < entries.size(); entry++) {
      for (String word : entries.get(entry)) {
        int state = 0;
        for (int i = 0; i < Math.min(word.length(), LONGEST); i++) {
          int letter = letter(word.charAt(i));
          if (states.get(state)[letter] == 0) {
            states.get(state)[letter] = add(states, ends);
          }
          state = states.get(state)[letter];
        }
        ends.get(state).set(entry);
      }
    }
    link(states, ends);
    next = new int[states.size() * LETTERS];
    found = new int[states.size()][];
    for (int state = 0; state < states.size(); state++) {
      System.arraycopy(states.get(state), 0, next, state * LETTERS, LETTERS);
      found[state] = ends.get(state).stream().toArray();
    }
  }

  private static int add(List<int[]> states, List<BitSet> ends) {
    states.add(new int[LETTERS]);
    ends.add(new BitSet());
    return states.size() - 1;
  }

  /** Where a text goes no further, the longest end of it that begins another goes on. */
  private static void link(List<int[]> states, List<BitSet> ends) {
    int[] back = new int[states.size()];
    int[] queue = new int[states.size()];
    int last = 0;
    for (int state : states.getFirst()) {
      if (state != 0) {
        queue[last++] = state;
      }
    }
    for (int first = 0; first < last; first++) {
      int state = queue[first];
      int[] row = states.get(state);
      int[] fallback = states.get(back[state]);
      ends.get(state).or(ends.get(back[state]));
      for (int letter = 0; letter < LETTERS; letter++) {
        if (row[letter] == 0) {
          row[letter] = fallback[letter];
        } else {
          back[row[letter]] = fallback[letter];
          queue[last++] = row[letter];
        }
      }
    }
  }

  /** All that is not ASCII is one letter: no known message holds any. */
  private static int letter(char c) {
    return c < LETTERS ? c : 0;
  }

  /** The entries of which a text holds a word, in their order. */
  int[] in(String text) {
    BitSet all = null;
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = next[state * LETTERS + letter(text.charAt(i))];
      if (found[state].length > 0) {
        all = all == null ? new BitSet() : all;
        Arrays.stream(found[state]).forEach(all::set);
      }
    }
    return all == null ? NONE : all.stream().toArray();
  }

  private static final int[] NONE = {};

  /**
   * The longest text that each match of a pattern holds, for each of its alternatives; what stands
   * in groups and what may be missing is passed over. Empty where an alternative has none.
   */
  static List<String> of(String pattern) {
    List<String> words = new ArrayList<>();
    String longest = "";
    StringBuilder run = new StringBuilder();
    int depth = 0;
    for (int i = 0; i <= pattern.length(); i++) {
      char c = i < pattern.length() ? pattern.charAt(i) : '|';
      boolean isEscaped = c == '\\' && i + 1 < pattern.length();
      boolean isPlain =
          depth == 0
              && (isEscaped
                  ? !Character.isLetterOrDigit(pattern.charAt(i + 1))
                  : "|()[]{}.*+?^$".indexOf(c) < 0);
      if (isPlain) {
        run.append(isEscaped ? pattern.charAt(++i) : c);
        continue;
      }
      if ("*?{".indexOf(c) >= 0 && depth == 0 && !run.isEmpty()) {
        run.setLength(run.length() - 1);
      }
      longest = run.length() > longest.length() ? run.toString() : longest;
      run.setLength(0);
      switch (c) {
        case '\\' -> i++;
        case '(' -> depth++;
        case ')' -> depth--;
        case '[' -> i = endOfClass(pattern, i);
        case '{' -> i = pattern.indexOf('}', i);
        case '|' -> {
          if (depth == 0) {
            words.add(longest);
            longest = "";
          }
        }
        default -> {}
      }
    }
    return words.contains("") ? List.of() : words;
  }

  private static int endOfClass(String pattern, int start) {
    int end = start + 1;
    while (pattern.charAt(end) != ']' || end == start + 1) {
      end += pattern.charAt(end) == '\\' ? 2 : 1;
    }
    return end;
  }
}
