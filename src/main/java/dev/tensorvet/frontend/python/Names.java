package dev.tensorvet.frontend.python;

import java.text.Normalizer;

/** The names of a file, each made once. */
final class Names {

  private final char[] text;
  private final String source;
  private String[] table = new String[512];
  private int count;

  /**
   * @param text the characters of {@code source}
   */
  Names(char[] text, String source) {
    this.text = text;
    this.source = source;
  }

  String get(int start, int end) {
    int hash = 0;
    int all = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + text[i];
      all |= text[i];
    }
    if (all >= 0x80) {
      // Python compares names by their normal form. Such names are rare and need no table.
      return Normalizer.normalize(source.substring(start, end), Normalizer.Form.NFKC);
    }
    int slot = slot(hash);
    while (table[slot] != null) {
      if (table[slot].length() == end - start && source.startsWith(table[slot], start)) {
        return table[slot];
      }
      slot = slot + 1 & table.length - 1;
    }
    String made = source.substring(start, end);
    table[slot] = made;
    if (++count * 2 > table.length) {
      grow();
    }
    return made;
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 15) & table.length - 1;
  }

  private void grow() {
    String[] old = table;
    table = new String[old.length * 2];
    for (String name : old) {
      if (name != null) {
        int slot = slot(name.hashCode());
        while (table[slot] != null) {
          slot = slot + 1 & table.length - 1;
        }
        table[slot] = name;
      }
    }
  }
}
