package dev.tensorvet.workspace;

import dev.tensorvet.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which files below a folder hold a word, so that a question about a whole project reads only the
 * few files that can matter to the answer.
 *
 * <p>A word is a longest run of characters that a Python identifier may hold, wherever it stands:
 * code, comment or string. The index keeps a hash of each, and a shared hash only makes an answer
 * larger: a file that holds the word is never left out.
 */
public final class WordIndex {

  private final List<Path> files;

  /** The hashes of all words, sorted. */
  private final int[] words;

  /** By the place of the word: where the places of its files begin, and at last where they end. */
  private final int[] starts;

  /** The places of files in the list, word by word. */
  private final int[] places;

  private WordIndex(List<Path> files, int[] words, int[] starts, int[] places) {
    this.files = files;
    this.words = words;
    this.starts = starts;
    this.places = places;
  }

  /** An index of some files, in their order; of those that {@code read} gives. */
  static WordIndex of(List<Path> files, Function<Path, Optional<SourceFile>> read) {
    List<Path> indexed = new ArrayList<>();
    Pairs pairs = new Pairs();
    for (Path file : files) {
      Optional<SourceFile> source = read.apply(file);
      if (source.isPresent()) {
        for (int word : words(source.get().text())) {
          pairs.add(word, indexed.size());
        }
        indexed.add(file);
      }
    }
    return pairs.index(List.copyOf(indexed));
  }

  /** Words and the places of the files that hold them, each pair as one number. */
  private static final class Pairs {
    private long[] pairs = new long[1024];
    private int size;

    void add(int word, int place) {
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * size);
      }
      pairs[size++] = (long) word << Integer.SIZE | place;
    }

    private static int word(long pair) {
      return (int) (pair >> Integer.SIZE);
    }

    WordIndex index(List<Path> files) {
      Arrays.sort(pairs, 0, size);
      int[] words = new int[size];
      int[] starts = new int[size + 1];
      int[] places = new int[size];
      int count = 0;
      for (int i = 0; i < size; i++) {
        if (i == 0 || word(pairs[i]) != word(pairs[i - 1])) {
          words[count] = word(pairs[i]);
          starts[count++] = i;
        }
        places[i] = (int) pairs[i];
      }
      starts[count] = size;
      return new WordIndex(
          files, Arrays.copyOf(words, count), Arrays.copyOf(starts, count + 1), places);
    }
  }

  /**
   * The files below {@code root} whose name {@code isWanted}, sorted; links, folders whose name
   * begins with a dot, and virtual environments are left out.
   *
   * @param depth how many folders deep to go
   */
  static List<Path> files(FileTree tree, Path root, int depth, Predicate<Path> isWanted) {
    TreeSet<Path> files = new TreeSet<>();
    ArrayDeque<Path> folders = new ArrayDeque<>(List.of(root));
    while (!folders.isEmpty()) {
      Path folder = folders.pop();
      for (String name : tree.names(folder)) {
        Path path = folder.resolve(name);
        if (isWanted.test(path)) {
          files.add(path);
        } else if (path.getNameCount() - root.getNameCount() < depth
            && isSourceFolder(tree, path)) {
          folders.push(path);
        }
      }
    }
    return List.copyOf(files);
  }

  /** The files that hold {@code word}, sorted; now and then one that does not. */
  public List<Path> filesWith(String word) {
    int at = Arrays.binarySearch(words, word.hashCode());
    return at < 0
        ? List.of()
        : IntStream.range(starts[at], starts[at + 1]).mapToObj(i -> files.get(places[i])).toList();
  }

  private static boolean isSourceFolder(FileTree tree, Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && !name.equals("node_modules")
        && !name.equals("site-packages")
        && tree.isDirectory(path)
        && !tree.isLink(path)
        && !tree.isFile(path.resolve("pyvenv.cfg"));
  }

  /** Which characters of ASCII are part of words: every character of the project is asked. */
  private static final boolean[] ASCII = new boolean[128];

  static {
    for (char c = 0; c < ASCII.length; c++) {
      ASCII[c] =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
  }

  /** The hashes of the words of a text, each once. */
  private static int[] words(String text) {
    HashSink words = new HashSink();
    int hash = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isWordPart(c)) {
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
    return words.all();
  }

  private static boolean isWordPart(char c) {
    return c < ASCII.length ? ASCII[c] : Character.isUnicodeIdentifierPart(c);
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

    int[] all() {
      int[] all = new int[count + (hasZero ? 1 : 0)];
      int next = hasZero ? 1 : 0;
      for (int hash : table) {
        if (hash != 0) {
          all[next++] = hash;
        }
      }
      return all;
    }
  }
}
