package dev.tensorvet.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The program that runs, told from every other build of it. */
final class Tool {

  private Tool() {}

  /**
   * What tells this build, with this Java, from others: the checksums that its jar holds of all
   * that is in it, with the libraries beside it, whose names tell their versions; or how large the
   * class files are that it is run from, and when they were written.
   *
   * @throws IOException when that cannot be told
   */
  static List<String> identity() throws IOException {
    List<String> identity = new ArrayList<>(List.of(String.valueOf(Runtime.version())));
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      Path place = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(place)) {
        addFiles(place, identity);
      } else {
        addJar(place, identity);
      }
    }
    return identity;
  }

  private static void addJar(Path jar, List<String> to) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements(); ) {
        ZipEntry entry = each.nextElement();
        to.add(entry.getName() + " " + entry.getSize() + " " + entry.getCrc());
      }
    }
    try (DirectoryStream<Path> beside = Files.newDirectoryStream(jar.resolveSibling(""), "*.jar")) {
      for (Path library : beside) {
        to.add(library.getFileName() + " " + Files.size(library));
      }
    }
  }

  private static void addFiles(Path folder, List<String> to) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
            to.add(file + " " + about.size() + " " + about.lastModifiedTime());
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
