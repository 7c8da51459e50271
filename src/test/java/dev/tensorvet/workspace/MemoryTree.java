package dev.tensorvet.workspace;

import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A project in memory, below {@link #ROOT}. */
public final class MemoryTree implements FileTree {

  public static final Path ROOT = Path.of("/project");

  private final Map<Path, SourceFile> files = new TreeMap<>();

  /**
   * @param texts text by path below the root
   */
  public MemoryTree(Map<String, String> texts) {
    files.put(ROOT.resolve("setup.cfg"), SourceFile.of("setup.cfg", Language.TOML, ""));
    texts.forEach(
        (path, text) ->
            files.put(
                ROOT.resolve(path), SourceFile.of(path, DiskFiles.language(Path.of(path)), text)));
  }

  @Override
  public boolean isFile(Path path) {
    return files.containsKey(path);
  }

  @Override
  public boolean isDirectory(Path path) {
    return files.keySet().stream().anyMatch(file -> !file.equals(path) && file.startsWith(path));
  }

  @Override
  public boolean isLink(Path path) {
    return false;
  }

  @Override
  public List<String> names(Path directory) {
    return files.keySet().stream()
        .filter(file -> !file.equals(directory) && file.startsWith(directory))
        .map(file -> file.getName(directory.getNameCount()).toString())
        .distinct()
        .toList();
  }

  @Override
  public Optional<SourceFile> read(Path path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public Digest digest(Path path) {
    return read(path).map(file -> Digest.of(List.of(file.text()))).orElse(Digest.NOTHING);
  }
}
