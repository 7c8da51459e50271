package dev.tensorvet.cli;

import dev.tensorvet.workspace.CacheFolder;
import dev.tensorvet.workspace.Digest;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a run has a cache, and where it is. */
final class Caches {

  /**
   * Up to so many files are checked without a cache: to look into it costs more than small files
   * do, and who names a few has most often just changed them.
   */
  private static final int FEW_FILES = 8;

  private final Console console;
  private final Optional<Path> named;

  /**
   * @param named the folder that the user names
   */
  Caches(Console console, Optional<Path> named) {
    this.console = console;
    this.named = named;
  }

  /**
   * Whether a run is to have a cache.
   *
   * @param inputs the files that are to be checked
   */
  boolean areWanted(CheckOptions options, List<Path> inputs) {
    return !options.noCache()
        && console.environment().getOrDefault("TENSORVET_NO_CACHE", "").isEmpty()
        && inputs.size() > FEW_FILES;
  }

  /**
   * Where the folder of the cache is, be it there or not.
   *
   * @param projectRoot where the project begins
   * @param setting the folder that the settings name
   */
  Path place(Path projectRoot, Optional<Path> setting) {
    return named
        .or(this::ofEnvironment)
        .map(given -> console.workingDirectory().resolve(given).normalize())
        .or(() -> setting)
        .orElse(projectRoot.resolve(CacheFolder.NAME));
  }

  /** The folder of the cache of a run, if there can be one at its place. */
  Optional<CacheFolder> folder(Path place, CheckOptions options) {
    try {
      return Optional.of(new CacheFolder(place, Main.VERSION, key(options)))
          .filter(CacheFolder::make);
    } catch (IOException unknown) {
      // A tool that cannot be told from another has no cache.
      return Optional.empty();
    }
  }

  private Optional<Path> ofEnvironment() {
    String given = console.environment().getOrDefault("TENSORVET_CACHE_DIR", "");
    try {
      return given.isEmpty() ? Optional.empty() : Optional.of(Path.of(given));
    } catch (InvalidPathException impossible) {
      return Optional.empty();
    }
  }

  /**
   * Tells this way to run from others: the tool, and the directory that paths are shown from. What
   * settings and options choose is told for each file; the options are here so that two ways to run
   * by turns do not take each other's place.
   */
  private Digest key(CheckOptions options) throws IOException {
    List<String> key = new ArrayList<>(Tool.identity());
    key.add(console.workingDirectory().toString());
    key.add("select " + options.select());
    key.add("ignore " + options.ignore());
    return Digest.of(key);
  }
}
