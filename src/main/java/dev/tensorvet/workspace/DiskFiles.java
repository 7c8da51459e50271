package dev.tensorvet.workspace;

import dev.tensorvet.source.Decoder;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files of the disk, each read at most once. */
public final class DiskFiles implements FileTree {

  /** Larger files are not code that people wrote. */
  public static final long LARGEST = 10_000_000;

  private final Path workingDirectory;
  private final Map<Path, Optional<SourceFile>> read = new ConcurrentHashMap<>();
  private final Map<Path, Boolean> directories = new ConcurrentHashMap<>();
  private final Map<Path, List<String>> listings = new ConcurrentHashMap<>();

  /**
   * @param workingDirectory the directory from which paths are shown to the user
   */
  public DiskFiles(Path workingDirectory) {
    this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
  }

  public Path workingDirectory() {
    return workingDirectory;
  }

  /**
   * The path under which the user knows a file: relative, with {@code /}, where that is possible.
   */
  public String display(Path path) {
    Path shown = path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path;
    String text = shown.toString().replace('\\', '/');
    return text.isEmpty() ? "." : text;
  }

  @Override
  public boolean isFile(Path path) {
    Path parent = path.getParent();
    // One listing answers for all names of a directory: imports ask for many that are not there.
    return parent != null
        && Collections.binarySearch(names(parent), String.valueOf(path.getFileName())) >= 0
        && Files.isRegularFile(path);
  }

  @Override
  public boolean isDirectory(Path path) {
    return directories.computeIfAbsent(path, Files::isDirectory);
  }

  @Override
  public boolean isLink(Path path) {
    return Files.isSymbolicLink(path);
  }

  @Override
  public List<String> names(Path directory) {
    return listings.computeIfAbsent(directory, DiskFiles::list);
  }

  private static List<String> list(Path directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
      return List.of();
    }
    Collections.sort(names);
    return List.copyOf(names);
  }

  @Override
  public Optional<SourceFile> read(Path path) {
    Optional<SourceFile> known = read.get(path);
    if (known == null) {
      known = load(path);
      Optional<SourceFile> first = read.putIfAbsent(path, known);
      known = first == null ? known : first;
    }
    return known;
  }

  private Optional<SourceFile> load(Path path) {
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
        return Optional.empty();
      }
      Language language = Languages.of(path).orElse(Language.PYTHON);
      return Optional.of(
          SourceFile.of(
              display(path), language, Decoder.decode(Files.readAllBytes(path), language)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Why a file was not read, in a few words. */
  public String whyNot(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return "this is a directory, not a file";
      }
      long size = Files.size(path);
      if (size > LARGEST) {
        return "the file has "
            + size / 1_000_000
            + " MB; files above "
            + LARGEST / 1_000_000
            + " MB are not read";
      }
      return Files.isReadable(path)
          ? "the file cannot be read"
          : "there is no right to read the file";
    } catch (NoSuchFileException gone) {
      return "the file is not there";
    } catch (IOException unreadable) {
      return "the file cannot be read";
    }
  }
}
