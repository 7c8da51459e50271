package dev.tensorvet.frontend.python;

/** Python's hard keywords, told from names without making a string. */
final class Keywords {

  private static final int LONGEST = 8;
  private static final int SLOTS = 256;

  private static final char[][] WORDS = new char[SLOTS][];
  private static final int[] TYPES = new int[SLOTS];

  static {
    add("False", PythonParser.FALSE);
    add("None", PythonParser.NONE);
    add("True", PythonParser.TRUE);
    add("and", PythonParser.AND);
    add("as", PythonParser.AS);
    add("assert", PythonParser.ASSERT);
    add("async", PythonParser.ASYNC);
    add("await", PythonParser.AWAIT);
    add("break", PythonParser.BREAK);
    add("class", PythonParser.CLASS);
    add("continue", PythonParser.CONTINUE);
    add("def", PythonParser.DEF);
    add("del", PythonParser.DEL);
    add("elif", PythonParser.ELIF);
    add("else", PythonParser.ELSE);
    add("except", PythonParser.EXCEPT);
    add("finally", PythonParser.FINALLY);
    add("for", PythonParser.FOR);
    add("from", PythonParser.FROM);
    add("global", PythonParser.GLOBAL);
    add("if", PythonParser.IF);
    add("import", PythonParser.IMPORT);
    add("in", PythonParser.IN);
    add("is", PythonParser.IS);
    add("lambda", PythonParser.LAMBDA);
    add("nonlocal", PythonParser.NONLOCAL);
    add("not", PythonParser.NOT);
    add("or", PythonParser.OR);
    add("pass", PythonParser.PASS);
    add("raise", PythonParser.RAISE);
    add("return", PythonParser.RETURN);
    add("try", PythonParser.TRY);
    add("while", PythonParser.WHILE);
    add("with", PythonParser.WITH);
    add("yield", PythonParser.YIELD);
  }

  private Keywords() {}

  private static void add(String word, int type) {
    int slot = slot(word.charAt(0), word.charAt(1), word.length());
    while (WORDS[slot] != null) {
      slot = slot + 1 & SLOTS - 1;
    }
    WORDS[slot] = word.toCharArray();
    TYPES[slot] = type;
  }

  private static int slot(char first, char second, int length) {
    return first * 7 + second * 31 + length & SLOTS - 1;
  }

  /** The token type of a word: a keyword's, or NAME. */
  static int type(char[] text, int start, int end) {
    int length = end - start;
    if (length < 2 || length > LONGEST) {
      return PythonParser.NAME;
    }
    int slot = slot(text[start], text[start + 1], length);
    while (WORDS[slot] != null) {
      if (isAt(WORDS[slot], text, start, length)) {
        return TYPES[slot];
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return PythonParser.NAME;
  }

  private static boolean isAt(char[] word, char[] text, int start, int length) {
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
