package dev.tensorvet.settings;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rules run on a file and at which level: what the command line selects, else what the
 * settings do, else the rules that are on by default; without those ignored; at the level of the
 * settings, else of the page.
 */
public final class RuleChoice {

  private final RulePages pages;
  private final Settings settings;
  private final Set<RuleId> on = new LinkedHashSet<>();

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
      if (select.isEmpty() || isAmong(page.id(), select)) {
        on.add(page.id());
      }
    }
    on.removeIf(id -> isAmong(id, settings.ignore()) || isAmong(id, ignored));
  }

  /** The rules that may be on in a file. */
  public Set<RuleId> rules() {
    return Collections.unmodifiableSet(on);
  }

  private boolean isAmong(RuleId id, List<String> selectors) {
    return selectors.stream()
        .anyMatch(selector -> pages.select(selector).stream().anyMatch(p -> p.id().equals(id)));
  }

  /** The level of a rule in a file, absolute; empty when it does not run there. */
  public Optional<Level> level(RuleId rule, Path file) {
    if (!on.contains(rule)) {
      return Optional.empty();
    }
    Optional<Level> level = pages.find(rule.name()).map(RulePage::level);
    if (settings.levels().containsKey(rule)) {
      level = settings.levels().getOrDefault(rule, Optional.empty());
    }
    for (Settings.PerPath perPath : settings.perPath()) {
      boolean isHere =
          perPath.paths().stream().anyMatch(glob -> Glob.matches(glob, settings.base(), file));
      if (isHere && isAmong(rule, perPath.ignore())) {
        return Optional.empty();
      }
      if (isHere && perPath.levels().containsKey(rule)) {
        level = perPath.levels().getOrDefault(rule, Optional.empty());
      }
    }
    return level;
  }
}
