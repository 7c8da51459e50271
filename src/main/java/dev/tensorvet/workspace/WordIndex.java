package dev.tensorvet.workspace;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Words;
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
 * <p>A {@link Words word} may stand anywhere: in code, a comment or a string. Words that share a
 * hash only make an answer larger: a file that holds the word is never left out.
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
        int place = indexed.size();
        source.get().words().forEachHash(word -> pairs.add(word, place));
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
    int at = Arrays.binarySearch(words, Words.hash(word));
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
}
