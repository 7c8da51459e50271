package dev.tensorvet.frontend.python;

import java.util.Map;

/** Python's hard keywords, found without making a string. */
final class Keywords {

  private static final Map<String, Integer> TYPES =
      Map.ofEntries(
          Map.entry("False", PythonParser.FALSE),
          Map.entry("None", PythonParser.NONE),
          Map.entry("True", PythonParser.TRUE),
          Map.entry("and", PythonParser.AND),
          Map.entry("as", PythonParser.AS),
          Map.entry("assert", PythonParser.ASSERT),
          Map.entry("async", PythonParser.ASYNC),
          Map.entry("await", PythonParser.AWAIT),
          Map.entry("break", PythonParser.BREAK),
          Map.entry("class", PythonParser.CLASS),
          Map.entry("continue", PythonParser.CONTINUE),
          Map.entry("def", PythonParser.DEF),
          Map.entry("del", PythonParser.DEL),
          Map.entry("elif", PythonParser.ELIF),
          Map.entry("else", PythonParser.ELSE),
          Map.entry("except", PythonParser.EXCEPT),
          Map.entry("finally", PythonParser.FINALLY),
          Map.entry("for", PythonParser.FOR),
          Map.entry("from", PythonParser.FROM),
          Map.entry("global", PythonParser.GLOBAL),
          Map.entry("if", PythonParser.IF),
          Map.entry("import", PythonParser.IMPORT),
          Map.entry("in", PythonParser.IN),
          Map.entry("is", PythonParser.IS),
          Map.entry("lambda", PythonParser.LAMBDA),
          Map.entry("nonlocal", PythonParser.NONLOCAL),
          Map.entry("not", PythonParser.NOT),
          Map.entry("or", PythonParser.OR),
          Map.entry("pass", PythonParser.PASS),
          Map.entry("raise", PythonParser.RAISE),
          Map.entry("return", PythonParser.RETURN),
          Map.entry("try", PythonParser.TRY),
          Map.entry("while", PythonParser.WHILE),
          Map.entry("with", PythonParser.WITH),
          Map.entry("yield", PythonParser.YIELD));

  private static final int BUCKETS = 256;
  private static final char[][][] WORDS = new char[BUCKETS][][];
  private static final int[][] WORD_TYPES = new int[BUCKETS][];

  static {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      int at = bucket;
      String[] words =
          TYPES.keySet().stream()
              .filter(w -> bucket(w.charAt(0), w.charAt(1), w.length()) == at)
              .sorted()
              .toArray(String[]::new);
      WORDS[bucket] = new char[words.length][];
      WORD_TYPES[bucket] = new int[words.length];
      for (int i = 0; i < words.length; i++) {
        WORDS[bucket][i] = words[i].toCharArray();
        WORD_TYPES[bucket][i] = java.util.Objects.requireNonNull(TYPES.get(words[i]));
      }
    }
  }

  private Keywords() {}

  private static int bucket(char first, char second, int length) {
    return (first * 7 + second * 31 + length) & (BUCKETS - 1);
  }

  /** The token type of a word: a keyword's, or NAME. */
  static int type(char[] text, int start, int end) {
    int length = end - start;
    if (length < 2 || length > 8) {
      return PythonParser.NAME;
    }
    int bucket = bucket(text[start], text[start + 1], length);
    char[][] words = WORDS[bucket];
    for (int i = 0; i < words.length; i++) {
      if (matches(words[i], text, start, length)) {
        return WORD_TYPES[bucket][i];
      }
    }
    return PythonParser.NAME;
  }

  private static boolean matches(char[] word, char[] text, int start, int length) {
    if (word.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word[i] != text[start + i]) {
        return false;
      }
    }
    return true;
  }
}
