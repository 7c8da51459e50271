package dev.tensorvet.settings;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of {@code tensorvet.toml}, or of {@code [tool.tensorvet]} in {@code pyproject.toml}.
 *
 * @param base the directory that paths and globs count from
 * @param select selectors of the rules to run; absent for the default ones
 * @param ignore selectors of rules that do not run
 * @param exclude globs of files and directories to leave out
 * @param cacheDir the folder of the cache
 * @param baseline the file with the findings that are known
 * @param failOn the level from which findings fail a run
 * @param levels levels of rules; an absent one switches a rule off
 * @param perPath what holds for some paths alone, the later entries winning
 */
public record Settings(
    Path base,
    Optional<List<String>> select,
    List<String> ignore,
    List<String> exclude,
    Optional<Path> cacheDir,
    Optional<Path> baseline,
    Optional<Level> failOn,
    Map<RuleId, Optional<Level>> levels,
    List<PerPath> perPath) {

  /**
   * Settings for the paths that some globs match.
   *
   * @param paths globs from the settings' directory
   */
  public record PerPath(
      List<String> paths, List<String> ignore, Map<RuleId, Optional<Level>> levels) {}

  /** The settings of a project that has none. */
  public static Settings none(Path base) {
    return new Settings(
        base,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of());
  }

  /** Whether a path, absolute, is left out. */
  public boolean excludes(Path path) {
    return exclude.stream().anyMatch(glob -> Glob.matches(glob, base, path));
  }
}
