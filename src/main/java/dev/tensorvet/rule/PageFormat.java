package dev.tensorvet.rule;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form of a rule's page: front matter of plain {@code key: value} lines between two lines of
 * three dashes, then Markdown under fixed headings. Strict, since a page is a rule's only metadata:
 * an unknown key, a missing one or a heading out of order fails the build.
 */
final class PageFormat {

  /** The headings of a page, in their order; {@code Fix} may be left out where there is none. */
  static final List<String> HEADINGS =
      List.of("Reports", "Why", "Bad", "Good", "Fix", "Limits", "References");

  private static final List<String> KEYS =
      List.of("summary", "category", "level", "status", "languages", "frameworks", "since", "fix");
  private static final String ALIASES = "aliases";
  private static final String FENCE = "---";

  private final RuleId rule;
  private final List<String> lines;

  private PageFormat(RuleId rule, List<String> lines) {
    this.rule = rule;
    this.lines = lines;
  }

  /**
   * Reads a page.
   *
   * @throws IllegalArgumentException naming the rule and the line, when the page breaks the form
   */
  static RulePage parse(RuleId rule, String text) {
    return new PageFormat(rule, Arrays.asList(text.replace("\r\n", "\n").split("\n", -1))).page();
  }

  private RulePage page() {
    if (!lines.getFirst().equals(FENCE)) {
      throw broken(1, "the page does not begin with `---`");
    }
    int end = lines.subList(1, lines.size()).indexOf(FENCE) + 1;
    if (end == 0) {
      throw broken(1, "the front matter has no end");
    }
    Map<String, String> metadata = metadata(end);
    checkHeadings(end + 1);
    String text = String.join("\n", lines.subList(end + 1, lines.size())).strip() + "\n";
    return new RulePage(
        rule,
        metadata.getOrDefault("category", ""),
        metadata.getOrDefault("summary", ""),
        choice(metadata, "level", Level.class),
        choice(metadata, "status", Status.class) == Status.STABLE,
        metadata.getOrDefault("since", ""),
        fix(metadata),
        names(metadata.getOrDefault(ALIASES, "")).stream().map(RuleId::new).toList(),
        () -> text);
  }

  private Map<String, String> metadata(int end) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int i = 1; i < end; i++) {
      String line = lines.get(i);
      int colon = line.indexOf(": ");
      if (colon < 0 || line.startsWith(" ")) {
        throw broken(i + 1, "not `key: value`");
      }
      String key = line.substring(0, colon);
      if (!KEYS.contains(key) && !key.equals(ALIASES)) {
        throw broken(i + 1, "unknown key `" + key + "`");
      }
      if (metadata.put(key, line.substring(colon + 2).strip()) != null) {
        throw broken(i + 1, "`" + key + "` is given twice");
      }
    }
    for (String key : KEYS) {
      if (metadata.getOrDefault(key, "").isEmpty()) {
        throw broken(1, "`" + key + "` is missing");
      }
    }
    return metadata;
  }

  private void checkHeadings(int from) {
    List<String> found = new ArrayList<>();
    boolean fenced = false;
    for (String line : lines.subList(from, lines.size())) {
      if (line.startsWith("```")) {
        fenced = !fenced;
      } else if (!fenced && line.startsWith("## ")) {
        found.add(line.substring(3));
      }
    }
    List<String> expected =
        HEADINGS.stream().filter(h -> found.contains(h) || !mayMiss(h)).toList();
    if (!found.equals(expected)) {
      throw broken(from, "the headings are " + found + ", not " + expected);
    }
  }

  private static boolean mayMiss(String heading) {
    return heading.equals("Fix");
  }

  private Optional<Fix.Safety> fix(Map<String, String> metadata) {
    return switch (metadata.getOrDefault("fix", "")) {
      case "none" -> Optional.empty();
      case "safe" -> Optional.of(Fix.Safety.SAFE);
      case "unsafe" -> Optional.of(Fix.Safety.UNSAFE);
      default -> throw broken(1, "`fix` is none, safe or unsafe");
    };
  }

  private <E extends Enum<E>> E choice(Map<String, String> metadata, String key, Class<E> type) {
    String value = metadata.getOrDefault(key, "");
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw broken(1, "`" + key + "` cannot be `" + value + "`");
  }

  /** The words of a comma-separated list. */
  private static List<String> names(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  private IllegalArgumentException broken(int line, String message) {
    return new IllegalArgumentException(rule + ", line " + line + ": " + message);
  }

  /** How far a rule is trusted. */
  private enum Status {
    STABLE,
    /** Runs when selected, until real code has shown it right. */
    PREVIEW,
    /** Runs when selected: it is of low confidence or a matter of taste. */
    OFF
  }
}
