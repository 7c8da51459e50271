package dev.tensorvet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * libtorch for a GPU, in the jar that brings it. DJL uses that jar only where it finds a library of
 * CUDA in the system, which a machine with nothing but a driver does not have. Unpacked here, it is
 * used as a libtorch of the user's own is.
 *
 * @param jar {@code pytorch-native-cu121-....jar}
 */
record GpuNatives(Path jar) {

  private static final String DESCRIPTION = "native/lib/pytorch.properties";

  /** The one among the libraries, where there is one. */
  static Optional<GpuNatives> among(List<Path> libraries) {
    return libraries.stream()
        .filter(jar -> jar.getFileName().toString().startsWith("pytorch-native-cu"))
        .findFirst()
        .map(GpuNatives::new);
  }

  /**
   * Unpacks it, unless that was done before, and tells the environment in which DJL uses it.
   *
   * @param cache the folder that DJL keeps its files in
   * @throws IOException if it cannot be read, or not be written there
   */
  Map<String, String> unpacked(Path cache) throws IOException {
    try (ZipFile opened = new ZipFile(jar.toFile())) {
      Properties natives = new Properties();
      try (InputStream description = entry(opened, DESCRIPTION)) {
        natives.load(description);
      }
      String version = natives.getProperty("version", "");
      String flavor = natives.getProperty("flavor", "");
      String classifier = natives.getProperty("classifier", "");
      Path folder = cache.resolve("pytorch").resolve(String.join("-", version, flavor, classifier));
      if (!Files.isDirectory(folder)) {
        String prefix = "pytorch/" + flavor + "/" + classifier + "/";
        unpack(opened, prefix, List.of(natives.getProperty("libraries", "").split(",")), folder);
      }
      return Map.of(
          "PYTORCH_LIBRARY_PATH",
          folder.toString(),
          "PYTORCH_VERSION",
          version.replaceFirst("-.*", ""),
          "PYTORCH_FLAVOR",
          flavor);
    }
  }

  /** All or nothing: a run that is ended, or one beside it, leaves no half of it. */
  private static void unpack(ZipFile jar, String prefix, List<String> names, Path folder)
      throws IOException {
    Files.createDirectories(folder.getParent());
    Path aside = Files.createTempDirectory(folder.getParent(), "unpacked");
    try {
      for (String name : names) {
        try (InputStream library = entry(jar, prefix + name)) {
          Files.copy(library, aside.resolve(name));
        }
      }
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
      // Another run was faster.
    } finally {
      delete(aside);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static InputStream entry(ZipFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      throw new IOException(jar.getName() + " holds no " + name);
    }
    return jar.getInputStream(entry);
  }
}
