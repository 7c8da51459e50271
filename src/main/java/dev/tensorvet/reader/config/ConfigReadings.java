package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ConfigLeftover;
import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares configurations with the code that reads them. */
final class ConfigReadings {

  private final Project project;
  private final ConfigLoads loads;
  private final Mentions mentions;
  private final Callers callers;
  private final HydraConfigs hydra;

  ConfigReadings(
      Project project, ConfigLoads loads, HydraConfigs hydra, Mentions mentions, Callers callers) {
    this.project = project;
    this.loads = loads;
    this.hydra = hydra;
    this.mentions = mentions;
    this.callers = callers;
  }

  /** What code reads of a configuration, alone and together with others. */
  List<ConfigReading> of(SourceModule config) {
    if (!mayBeNamed(config)) {
      return List.of();
    }
    List<ConfigReading> all = new ArrayList<>();
    all.add(ConfigReading.of(config, loads.of(config), callers));
    List<ConfigLoads.Load> programs = hydra.loads(config);
    if (!programs.isEmpty()) {
      hydra
          .composition(config)
          .ifPresent(whole -> all.add(ConfigReading.of(config, programs, whole, callers)));
    }
    return all;
  }

  List<ConfigLeftover> leftovers(SourceModule config) {
    if (!mayBeNamed(config)) {
      return List.of();
    }
    List<ConfigLoads.Load> all = loads.of(config);
    return ConfigReading.of(config, all, callers).leftovers(isKnownToOthers(config, all));
  }

  /** Whether a word stands in some code of the project of a configuration. */
  boolean isMentioned(String word, SourceModule config) {
    return loads.isMentioned(word, config);
  }

  /** Whether some code may name the file. */
  private boolean mayBeNamed(SourceModule config) {
    return loads.isMentioned(lastWord(config), config);
  }

  /** What the name of a file ends in, its ending left out. */
  private static String lastWord(SourceModule config) {
    String file = String.valueOf(config.path().getFileName());
    return file.substring(0, file.lastIndexOf('.')).replaceFirst("^.*[^A-Za-z0-9_]", "");
  }

  /** Whether other code may read the file: it names it, or reads files that a user names. */
  private boolean isKnownToOthers(SourceModule config, List<ConfigLoads.Load> all) {
    Set<Path> readers = all.stream().map(load -> load.module().path()).collect(Collectors.toSet());
    readers.add(config.path());
    return isOfTool(config.path())
        || ConfigReaders.OTHERS.stream().anyMatch(word -> loads.isMentioned(word, config))
        || mentions
            .filesWith(lastWord(config), config)
            .filter(files -> readers.containsAll(files))
            .isEmpty();
  }

  /** Whether a file of a project lies in a folder of a tool, {@code .github}, which reads it. */
  private boolean isOfTool(Path file) {
    Path inProject = project.projectRoot(file).map(root -> root.relativize(file)).orElse(file);
    for (Path folder : inProject) {
      if (String.valueOf(folder).startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
