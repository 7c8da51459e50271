package dev.tensorvet.cli;

import dev.tensorvet.verify.Libtorch;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    Optional<Path> cache = cache();
    cache.ifPresent(c -> environment.put("DJL_CACHE_DIR", c.toString()));
    Optional<GpuNatives> forGpu = GpuNatives.among(classPath);
    if (cache.isPresent() && !console.environment().containsKey("PYTORCH_LIBRARY_PATH")) {
      forGpu.ifPresent(natives -> environment.putAll(unpacked(natives, cache.get())));
    }
    boolean mayHaveGpu =
        console.environment().getOrDefault("PYTORCH_FLAVOR", "").startsWith("cu")
            || forGpu.isPresent();
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

  private static Map<String, String> unpacked(GpuNatives natives, Path cache) {
    try {
      return natives.unpacked(cache);
    } catch (IOException failed) {
      throw new UsageException(
          "libtorch for a GPU cannot be unpacked to `" + cache + "`: " + failed.getMessage());
    }
  }

  /**
   * The jar that this class comes from, or the folder of classes. On the boot path, where the
   * launcher puts it, a class has no code source to tell.
   */
  private static Path classes() {
    Class<?> own = VerifyLibraries.class;
    String name = own.getSimpleName() + ".class";
    URL place = Objects.requireNonNull(own.getResource(name));
    try {
      return place.openConnection() instanceof JarURLConnection inJar
          ? Path.of(inJar.getJarFileURL().toURI())
          : Path.of(place.toURI().resolve("../".repeat(own.getPackageName().split("\\.").length)));
    } catch (URISyntaxException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Path libraries(Path classes) {
    return classes.resolveSibling("verify");
  }

  /** Where libtorch is unpacked once. */
  private Optional<Path> cache() {
    Map<String, String> environment = console.environment();
    return Optional.ofNullable(environment.get("DJL_CACHE_DIR"))
        .map(Path::of)
        .or(
            () ->
                Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                    .filter(folder -> !folder.isEmpty())
                    .or(() -> Optional.ofNullable(environment.get("HOME")).map(h -> h + "/.cache"))
                    .map(folder -> Path.of(folder, "tensorvet", "libtorch")));
  }
}
