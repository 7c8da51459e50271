package dev.tensorvet.cli;

import dev.tensorvet.engine.Policy;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.settings.RuleChoice;
import dev.tensorvet.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rules the user wants to run on which files: by the settings nearest to each. */
final class ChosenRules implements Policy {

  private final SettingsFiles settings;

  /** By the folder that the settings are meant for. */
  private final Map<Path, RuleChoice> choices = new HashMap<>();

  /**
   * Reads all settings that matter, so that a wrong one stops the run before it begins.
   *
   * @param files all that will be asked for
   * @param selected selectors of the command line, which replace those of the settings
   * @param ignored selectors of the command line, which add to those of the settings
   */
  ChosenRules(
      SettingsFiles settings,
      RulePages pages,
      List<Path> files,
      List<String> selected,
      List<String> ignored) {
    this.settings = settings;
    for (Path file : files) {
      Settings its = settings.ofFile(file);
      choices.computeIfAbsent(its.base(), b -> new RuleChoice(pages, its, selected, ignored));
    }
  }

  @Override
  public Map<RuleId, Level> levels(Path file) {
    RuleChoice choice = choices.get(settings.ofFile(file).base());
    return choice == null ? Map.of() : choice.levels(file);
  }
}
