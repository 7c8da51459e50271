package dev.tensorvet.settings;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.source.Distance;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads settings from a table, and refuses what they do not know. */
public final class SettingsReader {

  private static final List<String> KEYS =
      List.of(
          "select", "ignore", "exclude", "cache-dir", "baseline", "fail-on", "levels", "per-path");
  private static final List<String> PATH_KEYS = List.of("paths", "ignore", "levels");

  private final String file;
  private final LineTable lines;
  private final RulePages pages;

  /**
   * @param file the settings file as named to the user
   * @param lines those of its text
   */
  public SettingsReader(String file, LineTable lines, RulePages pages) {
    this.file = file;
    this.lines = lines;
    this.pages = pages;
  }

  /**
   * @param base the directory of the settings file
   */
  public Settings read(Path base, DataNode.Mapping table) {
    checkKeys(table, KEYS);
    return new Settings(
        base,
        entry(table, "select").map(this::selectors),
        entry(table, "ignore").map(this::selectors).orElse(List.of()),
        entry(table, "exclude").map(this::texts).orElse(List.of()),
        entry(table, "cache-dir").map(folder -> path(base, folder, "folder")),
        entry(table, "baseline").map(file -> path(base, file, "file")),
        entry(table, "fail-on").map(this::failOn),
        entry(table, "levels").map(this::levels).orElse(Map.of()),
        entry(table, "per-path").map(this::perPath).orElse(List.of()));
  }

  private static Optional<DataNode> entry(DataNode.Mapping table, String key) {
    return Optional.ofNullable(table.entries().get(key));
  }

  private void checkKeys(DataNode.Mapping table, List<String> known) {
    for (DataNode.Entry entry : table.written()) {
      if (!known.contains(entry.name())) {
        throw wrong(
            entry.key(),
            "unknown setting `" + entry.name() + "`" + suggestion(entry.name(), known));
      }
    }
  }

  private SettingsException wrong(Span at, String message) {
    return new SettingsException(file, lines.locate(at.start()), message);
  }

  private SettingsException wrong(DataNode at, String message) {
    return wrong(at.span(), message);
  }

  /** A hint at the name that was meant, if one is near. */
  public static String suggestion(String given, Collection<String> known) {
    return known.stream()
        .filter(name -> Distance.between(given, name) <= Math.max(2, given.length() / 4))
        .min(
            Comparator.<String>comparingInt(name -> Distance.between(given, name))
                .thenComparing(name -> name))
        .map(name -> "; did you mean `" + name + "`?")
        .orElse("");
  }

  private List<String> texts(DataNode node) {
    if (!(node instanceof DataNode.Sequence sequence)) {
      throw wrong(node, "a list of texts is expected here");
    }
    List<String> texts = new ArrayList<>();
    for (DataNode element : sequence.elements()) {
      if (element instanceof DataNode.Scalar scalar && scalar.value() instanceof String text) {
        texts.add(text);
      } else {
        throw wrong(element, "a text is expected here");
      }
    }
    return List.copyOf(texts);
  }

  private List<String> selectors(DataNode node) {
    List<String> selectors = texts(node);
    for (int i = 0; i < selectors.size(); i++) {
      Optional<String> problem = unknownSelector(selectors.get(i), pages);
      if (problem.isPresent()) {
        throw wrong(((DataNode.Sequence) node).elements().get(i), problem.get());
      }
    }
    return selectors;
  }

  /** What is wrong with a selector, if anything is. */
  public static Optional<String> unknownSelector(String selector, RulePages pages) {
    if (!pages.select(selector).isEmpty()) {
      return Optional.empty();
    }
    List<String> known = new ArrayList<>(pages.categories());
    pages.all().forEach(page -> known.add(page.id().name()));
    known.add(RulePages.ALL);
    return Optional.of(
        "there is no rule or category `" + selector + "`" + suggestion(selector, known));
  }

  private Path path(Path base, DataNode node, String what) {
    if (node instanceof DataNode.Scalar scalar && scalar.value() instanceof String text) {
      try {
        return base.resolve(text).normalize();
      } catch (InvalidPathException impossible) {
        throw wrong(node, "there can be no " + what + " of this name");
      }
    }
    throw wrong(node, "a text is expected here");
  }

  private Level failOn(DataNode node) {
    return level(node)
        .orElseThrow(
            () ->
                wrong(
                    node,
                    "`fail-on` is one of `error`, `warning` and `advice`; `--exit-zero` lets all"
                        + " pass"));
  }

  private Optional<Level> level(DataNode node) {
    String text = node instanceof DataNode.Scalar s ? String.valueOf(s.value()) : "";
    for (Level level : Level.values()) {
      if (level.label().equals(text)) {
        return Optional.of(level);
      }
    }
    if (text.equals("off")) {
      return Optional.empty();
    }
    throw wrong(node, "a level is one of `error`, `warning`, `advice` and `off`");
  }

  private Map<RuleId, Optional<Level>> levels(DataNode node) {
    if (!(node instanceof DataNode.Mapping table)) {
      throw wrong(node, "a table of rules and levels is expected here");
    }
    Map<RuleId, Optional<Level>> levels = new LinkedHashMap<>();
    for (DataNode.Entry entry : table.written()) {
      Optional<String> problem = unknownSelector(entry.name(), pages);
      if (problem.isPresent()) {
        throw wrong(entry.key(), problem.get());
      }
      pages.select(entry.name()).forEach(page -> levels.put(page.id(), level(entry.value())));
    }
    return levels;
  }

  private List<Settings.PerPath> perPath(DataNode node) {
    if (!(node instanceof DataNode.Sequence sequence)) {
      throw wrong(node, "`[[per-path]]` tables are expected here");
    }
    List<Settings.PerPath> all = new ArrayList<>();
    for (DataNode element : sequence.elements()) {
      if (!(element instanceof DataNode.Mapping table)) {
        throw wrong(element, "a table is expected here");
      }
      checkKeys(table, PATH_KEYS);
      if (!table.entries().containsKey("paths")) {
        throw wrong(table, "`paths` is missing");
      }
      all.add(
          new Settings.PerPath(
              entry(table, "paths").map(this::texts).orElse(List.of()),
              entry(table, "ignore").map(this::selectors).orElse(List.of()),
              entry(table, "levels").map(this::levels).orElse(Map.of())));
    }
    return List.copyOf(all);
  }
}
