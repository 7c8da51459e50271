package dev.tensorvet.rule;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.Distance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The pages of all rules, and the names by which a user asks for them.
 *
 * <p>The build checks the pages and packs them into one resource (see {@link PageCompiler}), and
 * start-up decodes nothing but a line for each rule that runs by default. Safe for use by many
 * threads.
 */
public final class RulePages {

  /** Selects every rule, those in preview and those that are off included. */
  public static final String ALL = "ALL";

  static final String RESOURCE = "pages.txt";

  private static final String DEFAULT = "default";

  /** Which field of a line of metadata is the length of the text, in bytes. */
  private static final int LENGTH = 7;

  private final Index defaults;
  private final Supplier<List<RulePage>> others;
  private volatile Optional<Index> whole = Optional.empty();

  /** Pages in order, and the names of each. */
  private record Index(List<RulePage> pages, Map<String, RulePage> byName) {

    static Index of(Stream<RulePage> pages) {
      // Not by Comparator.comparing: its lambdas are serializable, and no start-up archive holds
      // such.
      List<RulePage> ordered = pages.sorted((a, b) -> a.id().compareTo(b.id())).toList();
      Map<String, RulePage> byName = new HashMap<>();
      for (RulePage page : ordered) {
        byName.put(page.id().name(), page);
        page.aliases().forEach(alias -> byName.put(alias.name(), page));
      }
      return new Index(ordered, byName);
    }
  }

  /**
   * @param others the pages of rules that do not run by default; most runs do not ask for them
   */
  private RulePages(List<RulePage> defaults, Supplier<List<RulePage>> others) {
    this.defaults = Index.of(defaults.stream());
    this.others = others;
  }

  /** Pages that are given, for a test or an embedding with rules of its own. */
  public static RulePages of(List<RulePage> pages) {
    return new RulePages(
        pages.stream().filter(RulePage::isDefault).toList(),
        () -> pages.stream().filter(page -> !page.isDefault()).toList());
  }

  /** The pages that the build packed. */
  public static RulePages load() {
    return unpack(PageTexts.heads(), PageTexts::text);
  }

  /** Every page, ordered by name. */
  public List<RulePage> all() {
    return whole().pages();
  }

  /** The pages of the rules that run by default, ordered by name. */
  public List<RulePage> defaults() {
    return defaults.pages();
  }

  /** The page of a rule, asked for by its name or a former one. */
  public Optional<RulePage> find(String name) {
    return Optional.ofNullable(defaults.byName().get(name))
        .or(() -> Optional.ofNullable(whole().byName().get(name)));
  }

  private Index whole() {
    Optional<Index> known = whole;
    if (known.isEmpty()) {
      known =
          Optional.of(Index.of(Stream.concat(defaults.pages().stream(), others.get().stream())));
      whole = known;
    }
    return known.get();
  }

  /** The categories that have a rule, sorted. */
  public List<String> categories() {
    return all().stream().map(RulePage::category).distinct().sorted().toList();
  }

  /**
   * The rules that a selector means: {@link #ALL}, a category, a rule's name or a former one; none
   * when it means nothing.
   */
  public List<RulePage> select(String selector) {
    if (selector.equals(ALL)) {
      return all();
    }
    List<RulePage> ofCategory =
        all().stream().filter(page -> page.category().equals(selector)).toList();
    return ofCategory.isEmpty() ? find(selector).stream().toList() : ofCategory;
  }

  /** The selector that a misspelt one most likely meant. */
  public Optional<String> suggest(String misspelt) {
    List<String> known = new ArrayList<>(List.of(ALL));
    known.addAll(categories());
    all().forEach(page -> known.add(page.id().name()));
    return known.stream()
        .filter(name -> Distance.between(name, misspelt) <= Math.max(2, misspelt.length() / 4))
        .min(Comparator.comparingInt(name -> Distance.between(name, misspelt)));
  }

  /**
   * One line of metadata for each page, an empty line, then the pages' texts back to back; those
   * that run by default first, so that a start reads no more.
   */
  byte[] pack() {
    List<RulePage> pages = new ArrayList<>(defaults());
    pages.addAll(all().stream().filter(page -> !page.isDefault()).toList());
    StringBuilder packed = new StringBuilder();
    for (RulePage page : pages) {
      packed.append(
          String.join(
              "\t",
              page.id().name(),
              page.category(),
              page.level().name(),
              page.isDefault() ? DEFAULT : "selected",
              page.since(),
              page.fix().map(Fix.Safety::name).orElse("-"),
              String.join(",", page.aliases().stream().map(RuleId::name).toList()),
              String.valueOf(bytes(page.markdown()).length),
              page.summary()));
      packed.append('\n');
    }
    packed.append('\n');
    pages.forEach(page -> packed.append(page.markdown()));
    return bytes(packed.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static RulePages unpack(byte[] packed) {
    String heads = heads(packed);
    return unpack(heads, texts(heads, packed)::get);
  }

  /** The texts of the pages, by their places. */
  static List<String> texts(String heads, byte[] packed) {
    List<String> texts = new ArrayList<>();
    int start = bytes(heads).length + 1;
    for (String head : heads.lines().toList()) {
      int length = Integer.parseInt(head.split("\t", -1)[LENGTH]);
      texts.add(new String(packed, start, length, StandardCharsets.UTF_8));
      start += length;
    }
    return texts;
  }

  /** The lines of metadata. */
  static String heads(byte[] packed) {
    int end = 0;
    while (packed[end] != '\n' || (end > 0 && packed[end - 1] != '\n')) {
      end++;
    }
    return new String(packed, 0, end, StandardCharsets.UTF_8);
  }

  /**
   * @param text gives the text of a page by its place
   */
  private static RulePages unpack(String heads, IntFunction<String> text) {
    List<RulePage> defaults = new ArrayList<>();
    int at = 0;
    while (at < heads.length()) {
      int end = heads.indexOf('\n', at);
      RulePage page = page(heads.substring(at, end), defaults.size(), text);
      if (!page.isDefault()) {
        break;
      }
      defaults.add(page);
      at = end + 1;
    }
    int others = at;
    return new RulePages(
        defaults,
        () -> {
          List<RulePage> pages = new ArrayList<>();
          for (String head : heads.substring(others).lines().toList()) {
            pages.add(page(head, defaults.size() + pages.size(), text));
          }
          return pages;
        });
  }

  private static RulePage page(String head, int place, IntFunction<String> text) {
    String[] fields = head.split("\t", -1);
    return new RulePage(
        new RuleId(fields[0]),
        fields[1],
        fields[8],
        Level.valueOf(fields[2]),
        fields[3].equals(DEFAULT),
        fields[4],
        fields[5].equals("-") ? Optional.empty() : Optional.of(Fix.Safety.valueOf(fields[5])),
        fields[6].isEmpty()
            ? List.of()
            : Arrays.stream(fields[6].split(",", -1)).map(RuleId::new).toList(),
        () -> text.apply(place));
  }
}
