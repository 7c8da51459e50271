package dev.tensorvet.settings;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rules run on a file and at which level: what the command line selects, else what the
 * settings do, else the rules that are on by default; without those ignored; at the level of the
 * settings, else of the page.
 */
public final class RuleChoice {

  private final RulePages pages;
  private final Settings settings;

  /** The level of each rule that may run, where no path says otherwise; none where it is off. */
  private final Map<RuleId, Optional<Level>> usual = new LinkedHashMap<>();

  /** The same of those that are on. */
  private final Map<RuleId, Level> levels;

  /**
   * @param selected selectors of the command line, which replace those of the settings
   * @param ignored selectors of the command line, which add to those of the settings
   */
  public RuleChoice(
      RulePages pages, Settings settings, List<String> selected, List<String> ignored) {
    this.pages = pages;
    this.settings = settings;
    List<String> select = selected.isEmpty() ? settings.select().orElse(List.of()) : selected;
    for (RulePage page : select.isEmpty() ? pages.defaults() : pages.all()) {
      RuleId rule = page.id();
      if ((select.isEmpty() || isAmong(rule, select))
          && !isAmong(rule, settings.ignore())
          && !isAmong(rule, ignored)) {
        usual.put(rule, settings.levels().getOrDefault(rule, Optional.of(page.level())));
      }
    }
    this.levels = on(usual);
  }

  private static Map<RuleId, Level> on(Map<RuleId, Optional<Level>> levels) {
    Map<RuleId, Level> on = new LinkedHashMap<>();
    levels.forEach((rule, level) -> level.ifPresent(l -> on.put(rule, l)));
    return Collections.unmodifiableMap(on);
  }

  private boolean isAmong(RuleId id, List<String> selectors) {
    return !selectors.isEmpty()
        && selectors.stream()
            .anyMatch(selector -> pages.select(selector).stream().anyMatch(p -> p.id().equals(id)));
  }

  /** The rules that are on in a file, absolute, and their levels. */
  public Map<RuleId, Level> levels(Path file) {
    List<Settings.PerPath> here =
        settings.perPath().isEmpty()
            ? List.of()
            : settings.perPath().stream().filter(perPath -> isFor(file, perPath)).toList();
    if (here.isEmpty()) {
      return levels;
    }
    Map<RuleId, Optional<Level>> its = new LinkedHashMap<>(usual);
    its.keySet().removeIf(rule -> here.stream().anyMatch(p -> isAmong(rule, p.ignore())));
    for (Settings.PerPath perPath : here) {
      perPath.levels().forEach((rule, level) -> its.computeIfPresent(rule, (r, l) -> level));
    }
    return on(its);
  }

  private boolean isFor(Path file, Settings.PerPath perPath) {
    return perPath.paths().stream().anyMatch(glob -> Glob.matches(glob, settings.base(), file));
  }
}
