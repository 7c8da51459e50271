package dev.tensorvet.cli;

import dev.tensorvet.finding.Problem;
import dev.tensorvet.source.Language;
import dev.tensorvet.workspace.Discovery;
import dev.tensorvet.workspace.DiskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of a run.
 *
 * @param named what the user names, be it there or not
 * @param found the files to work on, each once, in the order of their paths
 */
record Inputs(List<Path> named, List<Path> found) {

  /** What models are looked for in. */
  static final Set<Language> PYTHON = Set.of(Language.PYTHON, Language.NOTEBOOK);

  /** Code, and the configurations that it reads. */
  static final Set<Language> ALL = Set.of(Language.values());

  Inputs {
    named = List.copyOf(named);
    found = List.copyOf(found);
  }

  /**
   * Finds the files below what is named, this directory where nothing is, and warns where there are
   * none.
   *
   * @param languages those of the files that a walk looks for
   */
  static Inputs find(
      List<String> paths,
      boolean excludesNamed,
      DiskFiles files,
      SettingsFiles settings,
      Console console,
      Set<Language> languages) {
    List<Path> named =
        (paths.isEmpty() ? List.of(".") : paths)
            .stream().map(path -> Command.path(path, files)).toList();
    Discovery discovery =
        new Discovery(path -> settings.of(path).excludes(path), excludesNamed, languages);
    List<Path> found = discovery.find(named);
    if (found.isEmpty()) {
      console.err().println("tensorvet: warning: no Python or Java files were found");
    }
    return new Inputs(named, found);
  }

  /** Whether all that is named is there. */
  boolean areThere() {
    return named.stream().allMatch(Files::exists);
  }

  /** The files, by the names that a report shows them under. */
  Map<String, Path> byName(DiskFiles files) {
    Map<String, Path> byName = new HashMap<>();
    found.forEach(path -> byName.put(files.display(path), path));
    return byName;
  }

  /** A walk passes over notebooks of other languages; of one that is named it is told. */
  List<Problem> withoutUnasked(List<Problem> problems, DiskFiles files) {
    List<String> shown = named.stream().map(files::display).toList();
    return problems.stream()
        .filter(problem -> !problem.isOtherLanguage() || shown.contains(problem.path()))
        .toList();
  }
}
