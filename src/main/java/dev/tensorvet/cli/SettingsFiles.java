package dev.tensorvet.cli;

import dev.tensorvet.frontend.data.TomlFrontend;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.settings.Settings;
import dev.tensorvet.settings.SettingsException;
import dev.tensorvet.settings.SettingsReader;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.syntax.DataNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the settings of a file: those of the nearest directory above it that has some. */
final class SettingsFiles {

  private static final List<String> OWN = List.of(".tensorvet.toml", "tensorvet.toml");

  private final Path workingDirectory;
  private final Optional<Path> only;
  private final RulePages pages;
  private final Map<Path, Settings> byDirectory = new ConcurrentHashMap<>();
  private final Map<Path, Optional<Settings>> byFile = new ConcurrentHashMap<>();

  /**
   * @param only a settings file that the user names, which holds for all files
   */
  SettingsFiles(Path workingDirectory, Optional<Path> only, RulePages pages) {
    this.workingDirectory = workingDirectory;
    this.only = only.map(path -> workingDirectory.resolve(path).normalize());
    this.pages = pages;
    if (this.only.isPresent() && !Files.isRegularFile(this.only.get())) {
      throw new UsageException("there is no settings file `" + only.orElseThrow() + "`");
    }
  }

  /** The settings of a file or directory. */
  Settings of(Path path) {
    return Files.isDirectory(path) ? ofDirectory(path) : ofFile(path);
  }

  /** The settings of a file, which is not looked at: each rule asks for them. */
  Settings ofFile(Path file) {
    Path directory = file.getParent();
    return ofDirectory(directory == null ? file : directory);
  }

  private Settings ofDirectory(Path directory) {
    if (only.isPresent()) {
      return read(only.get(), workingDirectory).orElse(Settings.none(workingDirectory));
    }
    Settings known = byDirectory.get(directory);
    if (known == null) {
      Optional<Settings> own = Optional.empty();
      for (String name : OWN) {
        own = own.isPresent() ? own : read(directory.resolve(name), directory);
      }
      own = own.isPresent() ? own : read(directory.resolve("pyproject.toml"), directory);
      Path parent = directory.getParent();
      known =
          own.isPresent()
              ? own.get()
              : parent == null ? Settings.none(workingDirectory) : ofDirectory(parent);
      byDirectory.put(directory, known);
    }
    return known;
  }

  private Optional<Settings> read(Path file, Path base) {
    Optional<Settings> known = byFile.get(file);
    if (known == null) {
      known = Files.isRegularFile(file) ? parse(file, base) : Optional.empty();
      byFile.put(file, known);
    }
    return known;
  }

  private Optional<Settings> parse(Path file, Path base) {
    String shown =
        file.startsWith(workingDirectory)
            ? workingDirectory.relativize(file).toString()
            : file.toString();
    boolean isShared = file.endsWith("pyproject.toml");
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException otherEncoding) {
      throw new SettingsException(shown + ": the settings are not valid UTF-8");
    } catch (IOException unreadable) {
      throw new SettingsException(shown + ": the settings cannot be read");
    }
    if (isShared && !text.contains("tensorvet")) {
      return Optional.empty();
    }
    TomlFrontend.TomlFile toml = TomlFrontend.parse(text);
    if (!toml.problems().isEmpty()) {
      TomlFrontend.TomlProblem problem = toml.problems().getFirst();
      throw new SettingsException(shown, problem.location(), problem.message());
    }
    LineTable lines = LineTable.of(text);
    Optional<DataNode.Mapping> table =
        isShared
            ? inner(shown, lines, toml.root(), "tool")
                .flatMap(t -> inner(shown, lines, t, "tensorvet"))
            : Optional.of(toml.root());
    return table.map(t -> new SettingsReader(shown, lines, pages).read(base, t));
  }

  private static Optional<DataNode.Mapping> inner(
      String file, LineTable lines, DataNode.Mapping table, String key) {
    DataNode value = table.entries().get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof DataNode.Mapping found) {
      return Optional.of(found);
    }
    throw new SettingsException(
        file, lines.locate(value.span().start()), "`" + key + "` is to be a table");
  }
}
