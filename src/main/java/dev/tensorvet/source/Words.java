package dev.tensorvet.source;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * The words of a text, found in one pass over it: whoever looks for something that has a name asks
 * here first, instead of reading the text once more. Immutable.
 *
 * <p>A word is a longest run of characters that a Python identifier may hold, wherever it stands:
 * code, comment or string. Its hash is kept, and words of one hash are not told apart: a text may
 * be said to hold a word that it does not, but a word that it holds is never left out.
 */
public final class Words {

  /** Which characters of ASCII are part of words: every character of a project is asked. */
  private static final boolean[] ASCII = new boolean[128];

  static {
    for (char c = 0; c < ASCII.length; c++) {
      ASCII[c] =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
  }

  /** The hashes of all words, each once, sorted. */
  private final int[] hashes;

  private Words(int[] hashes) {
    this.hashes = hashes;
  }

  static Words of(String text) {
    HashSink words = new HashSink();
    int hash = 0;
    boolean inWord = false;
    // In short runs no compiler makes of a string what it makes of an array.
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      char c = characters[i];
      if (isPart(c)) {
        hash = 31 * hash + c;
        inWord = true;
      } else if (inWord) {
        words.add(hash);
        hash = 0;
        inWord = false;
      }
    }
    if (inWord) {
      words.add(hash);
    }
    return new Words(words.sorted());
  }

  private static boolean isPart(char c) {
    return c < ASCII.length ? ASCII[c] : Character.isUnicodeIdentifierPart(c);
  }

  /** The number by which a word is kept. */
  public static int hash(String word) {
    return word.hashCode();
  }

  /** Whether the text holds a word; now and then it does not. */
  public boolean mayHold(String word) {
    return Arrays.binarySearch(hashes, hash(word)) >= 0;
  }

  /** Whether the text holds one of some words; now and then it does not. */
  public boolean mayHoldAny(Collection<String> words) {
    for (String word : words) {
      if (mayHold(word)) {
        return true;
      }
    }
    return false;
  }

  /** Those of some words that the text holds; now and then one that it does not. */
  public Set<String> among(Collection<String> words) {
    Set<String> held = new HashSet<>();
    for (String word : words) {
      if (mayHold(word)) {
        held.add(word);
      }
    }
    return held;
  }

  /** Shows the hash of each word, each once. */
  public void forEachHash(IntConsumer to) {
    for (int hash : hashes) {
      to.accept(hash);
    }
  }

  /** Takes each number once, in a table of which at least half is free; zero marks what is free. */
  private static final class HashSink {
    private int[] table = new int[512];
    private int count;
    private boolean hasZero;

    void add(int hash) {
      if (hash == 0) {
        hasZero = true;
        return;
      }
      int slot = slot(hash);
      if (table[slot] == 0) {
        table[slot] = hash;
        if (++count > table.length / 2) {
          grow();
        }
      }
    }

    private int slot(int hash) {
      int mask = table.length - 1;
      int slot = (hash ^ (hash >>> 15)) & mask;
      while (table[slot] != 0 && table[slot] != hash) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private void grow() {
      int[] old = table;
      table = new int[2 * old.length];
      for (int hash : old) {
        if (hash != 0) {
          table[slot(hash)] = hash;
        }
      }
    }

    int[] sorted() {
      int[] all = new int[count + (hasZero ? 1 : 0)];
      int next = hasZero ? 1 : 0;
      for (int hash : table) {
        if (hash != 0) {
          all[next++] = hash;
        }
      }
      Arrays.sort(all);
      return all;
    }
  }
}
