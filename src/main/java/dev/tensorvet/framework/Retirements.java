package dev.tensorvet.framework;

import dev.tensorvet.framework.Retirement.Kind;
import dev.tensorvet.framework.Retirement.Rewrite;
import dev.tensorvet.requirement.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one library gave up, as a table of text. Its words are looked at first; the rows are read
 * when a file holds one of them. Immutable; safe for use by many threads.
 *
 * <p>A row is {@code kind | name | deprecated | removed | advice | rewrite}, a dash standing for
 * nothing. A line that begins with {@code @} says where the library tells the rows below it. {@code
 * {a b}} in a name stands for one row each, in which {@code *} stands for what was chosen. {@code
 * name(keyword)} is a keyword; {@code removed} may be followed by the version that has the thing
 * again; a rewrite begins with the first version that understands it, and {@code ...} stands for
 * the arguments as they are.
 */
public final class Retirements {

  private static final String MISSING = "missing";

  private final String library;
  private final Set<String> topLevel;
  private final Set<String> distributions;
  private final String text;
  private volatile Optional<Set<String>> words = Optional.empty();
  private volatile Optional<Map<String, Retirement>> rows = Optional.empty();

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
        new Retirements("torchaudio", "torchaudio", "torchaudio", RetiredAudioAndText.AUDIO),
        new Retirements("torchtext", "torchtext", "torchtext", RetiredAudioAndText.TEXT),
        new Retirements("NumPy", "numpy", "numpy", RetiredNumpy.ROWS),
        new Retirements(
            "Lightning",
            "pytorch_lightning lightning",
            "pytorch-lightning lightning",
            RetiredLightning.ROWS),
        new Retirements("Transformers", "transformers", "transformers", RetiredTransformers.ROWS));
  }

  /** The library's name for people. */
  public String library() {
    return library;
  }

  /** The names under which the package index has the library. */
  public Set<String> distributions() {
    return distributions;
  }

  /** Whether a file may import the library. */
  public boolean mayBeUsedIn(String code) {
    return topLevel.stream().anyMatch(code::contains);
  }

  /** Whether a word of the code may name something in the table: the last part of its name. */
  public boolean mayName(String word) {
    Set<String> known = words.orElseGet(Set::of);
    if (known.isEmpty()) {
      known = readWords();
      words = Optional.of(known);
    }
    return known.contains(word);
  }

  /** What is said of a function, class or module by its canonical name. */
  public Optional<Retirement> find(String name) {
    return Optional.ofNullable(rows().get(name));
  }

  /** What is said of a keyword of a function or class. */
  public Optional<Retirement> find(String name, String keyword) {
    Optional<Retirement> own = find(name + "(" + keyword + ")");
    // Any class of a library may have the method.
    int dot = name.lastIndexOf('.');
    int first = name.indexOf('.');
    return own.isPresent() || dot == first
        ? own
        : find(name.substring(0, first) + ".*" + name.substring(dot) + "(" + keyword + ")");
  }

  /** What is said of calls of a function that leave a keyword out. */
  public Optional<Retirement> missing(String name) {
    return find("!" + name);
  }

  /** What is said of a method of a tensor. */
  public Optional<Retirement> method(String name) {
    return find("." + name);
  }

  /** All rows that say something of methods that subclasses define under a name. */
  public List<Retirement> hooks(String name) {
    return rows().values().stream()
        .filter(row -> row.kind() == Kind.HOOK && row.name().endsWith("." + name))
        .toList();
  }

  /** All rows. */
  public Stream<Retirement> stream() {
    return rows().values().stream();
  }

  // --- reading

  /** By few steps: every run with a file that imports the library waits for it. */
  private Set<String> readWords() {
    Set<String> found = new HashSet<>();
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      if (text.charAt(at) != '@') {
        int from = text.indexOf('|', at) + 2;
        String name = text.substring(from, text.indexOf(" |", from));
        int keyword = name.indexOf('(');
        if (keyword >= 0 && text.startsWith(MISSING, at)) {
          names(name.substring(0, keyword))
              .forEach(one -> found.add(one.substring(one.lastIndexOf('.') + 1)));
        } else if (keyword >= 0) {
          found.add(name.substring(keyword + 1, name.length() - 1));
        } else {
          names(name).forEach(one -> found.add(one.substring(one.lastIndexOf('.') + 1)));
        }
      }
      at = end + 1;
    }
    return found;
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

  private Map<String, Retirement> rows() {
    Map<String, Retirement> known = rows.orElseGet(Map::of);
    if (known.isEmpty()) {
      known = readRows();
      rows = Optional.of(known);
    }
    return known;
  }

  private Map<String, Retirement> readRows() {
    Map<String, Retirement> found = new HashMap<>();
    String source = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("@")) {
        source = line.substring(1).strip();
        continue;
      }
      String[] cells = line.split(" \\| ", -1);
      if (cells.length != 6) {
        throw new IllegalArgumentException("not a row: " + line);
      }
      int open = cells[1].indexOf('{');
      for (String name : names(cells[1])) {
        String choice =
            open < 0
                ? ""
                : name.substring(
                    open, name.length() - (cells[1].length() - cells[1].indexOf('}') - 1));
        Retirement row = row(name, choice, cells, source);
        found.put(key(row, name), row);
      }
    }
    return found;
  }

  private static String key(Retirement row, String name) {
    return switch (row.kind()) {
      case METHOD -> "." + row.name();
      case MISSING -> "!" + row.name();
      case FUNCTION, CLASS, MODULE, KEYWORD, HOOK -> name;
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
