package dev.tensorvet.framework;

import dev.tensorvet.framework.Retirement.Kind;
import dev.tensorvet.framework.Retirement.Rewrite;
import dev.tensorvet.requirement.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What one library gave up, as a table of text. A row is read when code holds the word that names
 * it. Immutable; safe for use by many threads.
 *
 * <p>A row is {@code kind | name | deprecated | removed | advice | rewrite}, a dash standing for
 * nothing. A line that begins with {@code @} says where the library tells the rows below it. {@code
 * {a b}} in a name stands for one row each, in which {@code *} stands for what was chosen. {@code
 * name(keyword)} is a keyword, {@code name(keyword=value)} a value of one; {@code removed} may be
 * followed by the version that has the thing again; a rewrite begins with the first version that
 * understands it, and {@code ...} stands for the arguments as they are.
 */
public final class Retirements {

  private static final String MISSING = "missing";

  /** A row before it is read. */
  private record Line(int start, int end, String source) {}

  private final String library;
  private final Set<String> topLevel;
  private final Set<String> distributions;
  private final String text;
  private volatile Optional<Map<String, List<Line>>> lines = Optional.empty();

  /** By the word that names it, each row by its key; of the words that were asked for. */
  private final Map<String, Map<String, Retirement>> rows = new ConcurrentHashMap<>();

  private Retirements(String library, String topLevel, String distributions, String text) {
    this.library = library;
    this.topLevel = Set.copyOf(Framework.words(topLevel));
    this.distributions = Set.copyOf(Framework.words(distributions));
    this.text = text;
  }

  /** The tables of all libraries. */
  public static List<Retirements> all() {
    return List.of(
        new Retirements("PyTorch", "torch functorch", "torch", RetiredTorch.ROWS),
        new Retirements("torchvision", "torchvision", "torchvision", RetiredTorchvision.ROWS),
        new Retirements("torchaudio", "torchaudio torio", "torchaudio", RetiredAudioAndText.AUDIO),
        new Retirements("torchtext", "torchtext", "torchtext", RetiredAudioAndText.TEXT),
        new Retirements("NumPy", "numpy", "numpy", RetiredNumpy.ROWS),
        new Retirements(
            "Lightning",
            "pytorch_lightning lightning",
            "pytorch-lightning lightning",
            RetiredLightning.ROWS),
        new Retirements("Transformers", "transformers", "transformers", RetiredTransformers.ROWS),
        new Retirements("Accelerate", "accelerate", "accelerate", RetiredHub.ACCELERATE),
        new Retirements("Datasets", "datasets", "datasets", RetiredHub.DATASETS),
        new Retirements("the Hub's client", "huggingface_hub", "huggingface-hub", RetiredHub.HUB),
        new Retirements("Keras", "keras", "keras", RetiredKeras.ROWS),
        new Retirements(
            "TensorFlow",
            "tensorflow",
            "tensorflow tensorflow-cpu tensorflow-gpu",
            RetiredTensorflow.ROWS),
        new Retirements("pandas", "pandas", "pandas", RetiredScience.PANDAS),
        new Retirements("scikit-learn", "sklearn", "scikit-learn", RetiredScience.LEARN),
        new Retirements("JAX", "jax", "jax", RetiredJax.JAX),
        new Retirements("Flax", "flax", "flax", RetiredJax.FLAX));
  }

  /** The library's name for people. */
  public String library() {
    return library;
  }

  /** The names under which the package index has the library. */
  public Set<String> distributions() {
    return distributions;
  }

  /** The names that some library is imported by. */
  public static Set<String> imported(List<Retirements> tables) {
    Set<String> names = new HashSet<>();
    tables.forEach(table -> names.addAll(table.topLevel));
    return names;
  }

  /**
   * Whether a file may import the library.
   *
   * @param held those of {@link #imported} that are among its words
   */
  public boolean mayBeUsed(Set<String> held) {
    return !Collections.disjoint(topLevel, held);
  }

  /** The words of code that may name something in the table: the last parts of their names. */
  public Set<String> words() {
    return lines().keySet();
  }

  /** Whether a word is one of them. */
  public boolean mayName(String word) {
    return lines().containsKey(word);
  }

  /** What is said of a function, class or module by its canonical name. */
  public Optional<Retirement> find(String name) {
    return said(lastPart(name), name);
  }

  /** What is said of a keyword of a function or class. */
  public Optional<Retirement> find(String name, String keyword) {
    Optional<Retirement> own = said(keyword, keyed(name, keyword));
    // Any class of a library may have the method.
    int dot = name.lastIndexOf('.');
    int first = name.indexOf('.');
    return own.isPresent() || dot == first
        ? own
        : said(keyword, keyed(name.substring(0, first) + ".*" + name.substring(dot), keyword));
  }

  private static String keyed(String name, String keyword) {
    return name + "(" + keyword + ")";
  }

  /** What is said of a text that a keyword of a function or class is given. */
  public Optional<Retirement> value(String name, String keyword, String value) {
    return said(keyword, keyed(name, keyword + "=" + value));
  }

  /** What is said of a method of the objects of a class. */
  public Optional<Retirement> member(String type, String name) {
    return said(name, type + "." + name).filter(row -> row.kind() == Kind.MEMBER);
  }

  /** What is said of calls of a function that leave a keyword out. */
  public Optional<Retirement> missing(String name) {
    return said(lastPart(name), "!" + name);
  }

  /** What is said of a method of a tensor. */
  public Optional<Retirement> method(String name) {
    return said(name, "." + name);
  }

  /** All rows that say something of methods that subclasses define under a name. */
  public List<Retirement> hooks(String name) {
    return rows(name).values().stream().filter(row -> row.kind() == Kind.HOOK).toList();
  }

  /** All rows. */
  public Stream<Retirement> stream() {
    return lines().keySet().stream().flatMap(word -> rows(word).values().stream());
  }

  // --- reading

  private Optional<Retirement> said(String word, String key) {
    return lines().containsKey(word) ? Optional.ofNullable(rows(word).get(key)) : Optional.empty();
  }

  private Map<String, List<Line>> lines() {
    Map<String, List<Line>> known = lines.orElseGet(Map::of);
    if (known.isEmpty()) {
      known = readLines();
      lines = Optional.of(known);
    }
    return known;
  }

  /** By few steps: every run with a file that imports the library waits for it. */
  private Map<String, List<Line>> readLines() {
    Map<String, List<Line>> found = new HashMap<>();
    String source = "";
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      if (text.charAt(at) == '@') {
        source = text.substring(at + 1, end);
      } else {
        int from = text.indexOf('|', at) + 2;
        boolean isMissing = text.startsWith(MISSING, at);
        Line line = new Line(at, end, source);
        for (String name : names(text.substring(from, text.indexOf(" |", from)))) {
          found.computeIfAbsent(word(name, isMissing), w -> new ArrayList<>(1)).add(line);
        }
      }
      at = end + 1;
    }
    return found;
  }

  /** The word without which no code can use what a row is about. */
  private static String word(String name, boolean isMissing) {
    int keyword = name.indexOf('(');
    if (keyword >= 0 && !isMissing) {
      int value = name.indexOf('=');
      return name.substring(keyword + 1, value < 0 ? name.length() - 1 : value);
    }
    return lastPart(keyword >= 0 ? name.substring(0, keyword) : name);
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static List<String> names(String group) {
    int open = group.indexOf('{');
    if (open < 0) {
      return List.of(group);
    }
    int close = group.indexOf('}');
    List<String> names = new ArrayList<>();
    for (String choice : Framework.words(group.substring(open + 1, close))) {
      names.add(group.substring(0, open) + choice + group.substring(close + 1));
    }
    return names;
  }

  /** The rows that a word names, by their keys. */
  private Map<String, Retirement> rows(String word) {
    return rows.computeIfAbsent(word, this::readRows);
  }

  private Map<String, Retirement> readRows(String word) {
    Map<String, Retirement> found = new HashMap<>();
    for (Line line : lines().getOrDefault(word, List.of())) {
      String[] cells = text.substring(line.start(), line.end()).split(" \\| ", -1);
      if (cells.length != 6) {
        throw new IllegalArgumentException("not a row: " + String.join(" | ", cells));
      }
      int open = cells[1].indexOf('{');
      for (String name : names(cells[1])) {
        if (word(name, cells[0].equals(MISSING)).equals(word)) {
          String choice =
              open < 0
                  ? ""
                  : name.substring(
                      open, name.length() - (cells[1].length() - cells[1].indexOf('}') - 1));
          Retirement row = row(name, choice, cells, line.source().strip());
          found.put(key(row, name), row);
        }
      }
    }
    return found;
  }

  private static String key(Retirement row, String name) {
    return switch (row.kind()) {
      case METHOD -> "." + row.name();
      case MISSING -> "!" + row.name();
      case FUNCTION, CLASS, MODULE, KEYWORD, VALUE, MEMBER, HOOK -> name;
    };
  }

  private static Retirement row(String name, String choice, String[] cells, String source) {
    int keyword = name.indexOf('(');
    String[] removed = cells[3].split(" ", -1);
    return new Retirement(
        Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
        keyword < 0 ? name : name.substring(0, keyword),
        keyword < 0 ? "" : name.substring(keyword + 1, name.length() - 1),
        version(cells[2]),
        version(removed[0]),
        removed.length < 2 ? Optional.empty() : version(removed[1]),
        cells[4].replace("*", choice),
        rewrite(cells[5].replace("*", choice)),
        source);
  }

  private static Optional<Version> version(String cell) {
    return cell.equals("-") ? Optional.empty() : Optional.of(Version.of(cell));
  }

  private static Optional<Rewrite> rewrite(String cell) {
    if (cell.equals("-")) {
      return Optional.empty();
    }
    int space = cell.indexOf(' ');
    return Optional.of(
        new Rewrite(Version.of(cell.substring(0, space)), cell.substring(space + 1)));
  }
}
