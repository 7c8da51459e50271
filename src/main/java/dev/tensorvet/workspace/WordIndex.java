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

  /** By the place of the file in the list: the sorted hashes of its words. */
  private final List<int[]> words;

  private WordIndex(List<Path> files, List<int[]> words) {
    this.files = files;
    this.words = words;
  }

  /** An index of some files, in their order; of those that {@code read} gives. */
  static WordIndex of(List<Path> files, Function<Path, Optional<SourceFile>> read) {
    List<Path> indexed = new ArrayList<>();
    List<int[]> words = new ArrayList<>();
    for (Path file : files) {
      read.apply(file)
          .ifPresent(
              f -> {
                indexed.add(file);
                words.add(words(f.text()));
              });
    }
    return new WordIndex(List.copyOf(indexed), List.copyOf(words));
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
    int hash = word.hashCode();
    return IntStream.range(0, files.size())
        .filter(i -> Arrays.binarySearch(words.get(i), hash) >= 0)
        .mapToObj(files::get)
        .toList();
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

  /** The hashes of the words of a text, sorted, each once. */
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
    return words.sorted();
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || (c > 127 && Character.isUnicodeIdentifierPart(c));
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
      int[] sorted = new int[count + (hasZero ? 1 : 0)];
      int next = hasZero ? 1 : 0;
      for (int hash : table) {
        if (hash != 0) {
          sorted[next++] = hash;
        }
      }
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
