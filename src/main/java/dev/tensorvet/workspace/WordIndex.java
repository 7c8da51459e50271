package dev.tensorvet.workspace;

import dev.tensorvet.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which files below a folder hold a word, so that a question about a whole project reads only the
 * few files that can matter to the answer.
 *
 * <p>A word is a longest run of characters that a Python identifier may hold, wherever it stands:
 * code, comment or string. The index keeps a hash of each, and a shared hash only makes an answer
 * larger: a file that holds the word is never left out.
 */
public final class WordIndex {

  private record Words(Path file, int[] sortedHashes) {}

  private final List<Words> files;

  private WordIndex(List<Words> files) {
    this.files = files;
  }

  /**
   * Reads every file below {@code root} whose name {@code isWanted}; folders whose name begins with
   * a dot, and virtual environments, are left out.
   */
  public static WordIndex of(FileTree tree, Path root, Predicate<Path> isWanted) {
    List<Words> files = new ArrayList<>();
    ArrayDeque<Path> folders = new ArrayDeque<>(List.of(root));
    while (!folders.isEmpty()) {
      Path folder = folders.pop();
      for (String name : tree.names(folder)) {
        Path path = folder.resolve(name);
        if (isWanted.test(path)) {
          tree.read(path).map(SourceFile::text).ifPresent(t -> files.add(words(path, t)));
        } else if (isSourceFolder(tree, path)) {
          folders.push(path);
        }
      }
    }
    files.sort((a, b) -> a.file().compareTo(b.file()));
    return new WordIndex(List.copyOf(files));
  }

  /** The files that hold {@code word}, sorted; now and then one that does not. */
  public List<Path> filesWith(String word) {
    int hash = word.hashCode();
    return files.stream()
        .filter(file -> Arrays.binarySearch(file.sortedHashes(), hash) >= 0)
        .map(Words::file)
        .toList();
  }

  private static boolean isSourceFolder(FileTree tree, Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && !name.equals("node_modules")
        && !name.equals("site-packages")
        && tree.isDirectory(path)
        && !tree.isFile(path.resolve("pyvenv.cfg"));
  }

  private static Words words(Path file, String text) {
    int[] hashes = new int[256];
    int count = 0;
    int hash = 0;
    boolean inWord = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (isWordPart(c)) {
        hash = 31 * hash + c;
        inWord = true;
      } else if (inWord) {
        if (count == hashes.length) {
          count = sortDistinct(hashes, count);
          hashes = count > hashes.length / 2 ? Arrays.copyOf(hashes, hashes.length * 2) : hashes;
        }
        hashes[count++] = hash;
        hash = 0;
        inWord = false;
      }
    }
    return new Words(file, Arrays.copyOf(hashes, sortDistinct(hashes, count)));
  }

  private static boolean isWordPart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c > 127 && Character.isUnicodeIdentifierPart(c);
  }

  /** Sorts the first {@code count} values, drops the repeated ones, and says how many are left. */
  private static int sortDistinct(int[] values, int count) {
    Arrays.sort(values, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        values[kept++] = values[i];
      }
    }
    return kept;
  }
}
