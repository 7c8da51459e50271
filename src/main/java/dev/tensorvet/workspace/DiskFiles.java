package dev.tensorvet.workspace;

import dev.tensorvet.source.Decoder;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
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
import java.util.stream.Stream;

/** The files of the disk, each read at most once. */
public final class DiskFiles implements FileTree {

  /** Larger files are not code that people wrote. */
  private static final long LARGEST = 10_000_000;

  /** A notebook keeps the pictures that its cells drew. */
  private static final long LARGEST_NOTEBOOK = 50_000_000;

  /** What a name shows for bytes that are not UTF-8. */
  private static final char UNREADABLE = '\uFFFD';

  private final Path workingDirectory;
  private final Map<Path, Optional<SourceFile>> read = new ConcurrentHashMap<>();
  private final Map<Path, Digest> digests = new ConcurrentHashMap<>();

  /** The bytes of files that were digested and not yet decoded. */
  private final Map<Path, Optional<byte[]>> unread = new ConcurrentHashMap<>();

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
   * Bytes of a name that are not UTF-8 are shown as {@code %FF}, so that no two files look alike.
   */
  public String display(Path path) {
    Path shown = path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path;
    String text = shown.toString().replace('\\', '/');
    if (text.indexOf(UNREADABLE) >= 0) {
      text = (shown.isAbsolute() ? "/" : "") + String.join("/", shownNames(shown));
    }
    return text.isEmpty() ? "." : text;
  }

  private static List<String> shownNames(Path path) {
    List<String> names = new ArrayList<>();
    for (Path name : path) {
      String text = name.toString();
      if (text.indexOf(UNREADABLE) >= 0) {
        String raw = name.toUri().getRawPath();
        // That of a directory ends with a slash.
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        text = raw.substring(raw.lastIndexOf('/', end - 1) + 1, end);
      }
      names.add(text);
    }
    return names;
  }

  /**
   * The path that a user names on the command line. What is not UTF-8 in it is lost on the way into
   * the program, and found again in the directory.
   */
  public Path named(String text) {
    Path path = workingDirectory.resolve(text).normalize();
    if (text.indexOf(UNREADABLE) < 0 || Files.exists(path)) {
      return path;
    }
    Path found = path.resolve("/");
    for (Path name : path) {
      found = entry(found, name);
    }
    return found;
  }

  private static Path entry(Path directory, Path name) {
    Path plain = directory.resolve(name);
    if (name.toString().indexOf(UNREADABLE) < 0 || !Files.isDirectory(directory)) {
      return plain;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> String.valueOf(entry.getFileName()).equals(name.toString()))
          .sorted()
          .findFirst()
          .orElse(plain);
    } catch (IOException | UncheckedIOException unreadable) {
      return plain;
    }
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
    } catch (IOException | DirectoryIteratorException unreadable) {
      return List.of();
    }
    Collections.sort(names);
    return List.copyOf(names);
  }

  @Override
  public Optional<SourceFile> read(Path path) {
    Optional<SourceFile> known = read.get(path);
    return known != null ? known : read.computeIfAbsent(path, this::decode);
  }

  private Optional<SourceFile> decode(Path path) {
    Optional<byte[]> digested = unread.remove(path);
    Language language = language(path);
    return (digested == null ? load(path) : digested)
        .map(bytes -> SourceFile.of(display(path), language, Decoder.decode(bytes, language)));
  }

  /** The bytes are kept for {@link #read}, which is to see what was digested. */
  @Override
  public Digest digest(Path path) {
    Digest known = digests.get(path);
    return known != null ? known : digests.computeIfAbsent(path, this::digestBytes);
  }

  private Digest digestBytes(Path path) {
    Optional<byte[]> bytes = load(path);
    if (!read.containsKey(path)) {
      unread.put(path, bytes);
    }
    return bytes.map(Digest::of).orElse(Digest.NOTHING);
  }

  private static Optional<byte[]> load(Path path) {
    try {
      return Files.isRegularFile(path) && Files.size(path) <= largest(language(path))
          ? Optional.of(Files.readAllBytes(path))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The language of a file that is to be checked: Python when its name does not tell. */
  public static Language language(Path path) {
    return Languages.of(path).orElse(Language.PYTHON);
  }

  private static long largest(Language language) {
    return language == Language.NOTEBOOK ? LARGEST_NOTEBOOK : LARGEST;
  }

  /** Why a file was not read, in a few words. */
  public String whyNot(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return Files.isReadable(path)
            ? "this is a directory, not a file"
            : "there is no right to read the directory";
      }
      long size = Files.size(path);
      long largest = largest(language(path));
      if (size > largest) {
        return "the file has "
            + size / 1_000_000
            + " MB; files above "
            + largest / 1_000_000
            + " MB are not read";
      }
      return Files.isReadable(path)
          ? "the file cannot be read"
          : "there is no right to read the file";
    } catch (NoSuchFileException gone) {
      return isLink(path) ? "this link leads nowhere" : "there is no such file or directory";
    } catch (IOException unreadable) {
      return "the file cannot be read";
    }
  }
}
