package dev.tensorvet.cli;

import dev.tensorvet.verify.Libtorch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what runs models, beside the tool or beside its classes. */
final class VerifyLibraries {

  /** Without limits, one model could take the machine; libtorch itself maps more than it uses. */
  private static final long ADDRESS_SPACE = 12L << 30;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Console console;

  VerifyLibraries(Console console) {
    this.console = console;
  }

  /** How libtorch is started. */
  Libtorch.Setting setting() {
    Path classes = classes();
    Path folder = libraries(classes);
    List<Path> classPath = new ArrayList<>(List.of(classes));
    try (Stream<Path> jars = Files.list(folder)) {
      jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(classPath::add);
    } catch (IOException missing) {
      throw new UsageException(
          "this build of tensorvet runs no models: `"
              + folder
              + "` is missing. Build it with `mvn package -DskipTests`, or with"
              + " `mvn package -DskipTests -Pcu121` for a GPU");
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("OMP_NUM_THREADS", "1");
    if (!console.environment().containsKey("DJL_CACHE_DIR")) {
      cache().ifPresent(cache -> environment.put("DJL_CACHE_DIR", cache.toString()));
    }
    boolean mayHaveGpu =
        console.environment().getOrDefault("PYTORCH_FLAVOR", "").startsWith("cu")
            || classPath.stream().anyMatch(jar -> jar.toString().contains("native-cu"));
    return new Libtorch.Setting(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        classPath,
        environment,
        List.of(),
        mayHaveGpu || !System.getProperty("os.name").equals("Linux")
            ? Optional.empty()
            : Optional.of(ADDRESS_SPACE),
        PATIENCE);
  }

  /** The jar that this class comes from, or the folder of classes. */
  private static Path classes() {
    try {
      return Path.of(
          VerifyLibraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Path libraries(Path classes) {
    return classes.resolveSibling("verify");
  }

  /** Where libtorch is unpacked once. */
  private Optional<Path> cache() {
    Map<String, String> environment = console.environment();
    return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
        .filter(folder -> !folder.isEmpty())
        .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> home + "/.cache"))
        .map(folder -> Path.of(folder, "tensorvet", "libtorch"));
  }
}
