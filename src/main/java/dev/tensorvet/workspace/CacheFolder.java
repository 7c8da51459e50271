package dev.tensorvet.workspace;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The folder of the cache, with one file for each way to run: the tool, the directory, the options.
 * A file is written aside and put in its place at once, so that no run sees half of one; of two
 * runs that end together one has the last word. A folder that cannot be written, or that is a link
 * to elsewhere, is let be.
 */
public final class CacheFolder {

  /** How the folder is called by default. */
  public static final String NAME = ".tensorvet_cache";

  /** More than a project has ways to run; the oldest ones go. */
  private static final int MOST_FILES = 12;

  /** No cache of any project comes near. */
  private static final long LARGEST = 512L << 20;

  private static final Pattern OURS = Pattern.compile("[0-9a-f]{32}\\.(?:cache|new[0-9]*)");

  private static final String IGNORE_ALL = "*\n";

  /** <a href="https://bford.info/cachedir/">Tells backups</a> to leave the folder out. */
  private static final String TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # This folder is a cache of tensorvet; it can be deleted at any time.
      """;

  private final Path folder;
  private final Path ofVersion;
  private final Digest key;

  /**
   * @param version of the tool, for those who look into the folder
   * @param key tells this way to run from all others
   */
  public CacheFolder(Path folder, String version, Digest key) {
    this.folder = folder;
    this.ofVersion = folder.resolve(version);
    this.key = key;
  }

  /** Makes the folder where there is none; false when there can be none. */
  public boolean make() {
    try {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(folder);
        // A folder that was there before may be anything; the user's Git is to see what is in it.
        mark(".gitignore", IGNORE_ALL);
        mark("CACHEDIR.TAG", TAG);
      }
      if (isFolder(folder) && !Files.exists(ofVersion, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(ofVersion);
      }
      return isFolder(folder) && isFolder(ofVersion);
    } catch (IOException unwritable) {
      return false;
    }
  }

  /** What became of a cache that was to be removed. */
  public enum Removal {
    NOT_THERE,
    REMOVED,
    /** There are files in the folder that are no part of a cache. */
    IN_PART
  }

  /**
   * Removes a cache: what tensorvet has put into its folder, and the folder if that was all. A
   * setting may name any folder.
   *
   * @throws IOException when something cannot be removed
   */
  public static Removal remove(Path folder) throws IOException {
    if (!isFolder(folder)) {
      return Removal.NOT_THERE;
    }
    boolean isOurs = removeIf(folder.resolve("CACHEDIR.TAG"), TAG);
    if (isOurs) {
      removeIf(folder.resolve(".gitignore"), IGNORE_ALL);
    }
    List<Path> versions = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, CacheFolder::isFolder)) {
      entries.forEach(versions::add);
    } catch (DirectoryIteratorException unreadable) {
      throw unreadable.getCause();
    }
    for (Path version : versions) {
      List<Aged> caches = new ArrayList<>();
      addFiles(version, caches);
      for (Aged cache : caches) {
        Files.deleteIfExists(cache.file());
        isOurs = true;
      }
      // That of a run whose cache was never written, too.
      if (isOurs) {
        removeIfEmpty(version);
      }
    }
    if (!isOurs) {
      return Removal.NOT_THERE;
    }
    return removeIfEmpty(folder) ? Removal.REMOVED : Removal.IN_PART;
  }

  private static boolean removeIf(Path file, String text) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == text.length()
        && Files.readString(file).equals(text)) {
      Files.delete(file);
      return true;
    }
    return false;
  }

  private static boolean removeIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
      return true;
    } catch (DirectoryNotEmptyException kept) {
      return false;
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private void mark(String name, String text) throws IOException {
    try {
      Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException another) {
      // Another run makes the folder at this moment.
    }
  }

  private Path file() {
    return ofVersion.resolve(key + ".cache");
  }

  /** What earlier runs left; nothing when it cannot be read. */
  CacheFile read() {
    try {
      return Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS) && Files.size(file()) <= LARGEST
          ? CacheFile.of(Files.readAllBytes(file())).orElse(CacheFile.EMPTY)
          : CacheFile.EMPTY;
    } catch (IOException unreadable) {
      return CacheFile.EMPTY;
    }
  }

  /** Puts the file in the place of the one before it, where that can be done. */
  void write(CacheFile cache) {
    try {
      // Not a temporary file as Java makes them: nobody else could read those.
      long number = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
      Path aside = ofVersion.resolve(key + ".new" + number);
      try {
        Files.write(aside, cache.bytes(), StandardOpenOption.CREATE_NEW);
        Files.move(
            aside, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
      prune();
    } catch (IOException | DirectoryIteratorException unwritable) {
      // The next run does the work again.
    }
  }

  private record Aged(Path file, FileTime written) {}

  /** Deletes the oldest files, and what runs that were killed left. */
  private void prune() throws IOException {
    List<Aged> files = new ArrayList<>();
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(folder)) {
      for (Path version : versions) {
        if (isFolder(version)) {
          addFiles(version, files);
        }
      }
    }
    files.sort((a, b) -> b.written().compareTo(a.written()));
    for (Aged old : files.subList(Math.min(MOST_FILES, files.size()), files.size())) {
      Files.deleteIfExists(old.file());
    }
  }

  private static void addFiles(Path version, List<Aged> to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(version)) {
      for (Path file : files) {
        if (OURS.matcher(String.valueOf(file.getFileName())).matches()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          to.add(new Aged(file, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)));
        }
      }
    }
  }
}
