import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/**
 * The last step of the build, run from its source by the JDK that compiled the rest: lays out a
 * folder that runs wherever it is put.
 *
 * <pre>
 * bin/tensorvet    the launcher
 * lib/*.jar        tensorvet and what it needs
 * lib/archive      for which JDK and which jars the start-up archive was made
 * lib/*.aot        the start-up archive, where the JDK can make one (25 and newer)
 * lib/*-long*      the same for long runs: it also knows what is hot in a check
 * lib/verify/*.jar what runs a model, where the build has it; seen by the process that does alone
 * </pre>
 */
final class Distribution {

  /** The first JDK that makes an AOT cache in one step. */
  private static final int FIRST_WITH_AOT = 25;

  /** What the launcher tells picocli, so that the archive holds what a start loads and no more. */
  private static final List<String> AS_LAUNCHED =
      List.of("-Dpicocli.disable.closures=true", "-Dpicocli.converters.excludes=java.[ts].*");

  private final Path home;
  private final Path lib;

  private Distribution(Path home) {
    this.home = home;
    this.lib = home.resolve("lib");
  }

  /**
   * @param args the folder to make, the launcher, tensorvet's jar, picocli's sources, the Python
   *     projects to rehearse short runs on and those for long ones, the class path at run time, and
   *     the folder of what runs a model
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Distribution distribution = new Distribution(Path.of(args[0]));
    clear(distribution.home);
    Files.createDirectories(distribution.lib);
    distribution.addLauncher(Path.of(args[1]));
    Path jar = Path.of(args[2]);
    Files.copy(jar, distribution.lib.resolve(jar.getFileName()));
    for (String entry : args[6].split(File.pathSeparator)) {
      Path library = Path.of(entry);
      if (library.getFileName().toString().startsWith("picocli-")) {
        distribution.addPicocli(library, Path.of(args[3]));
      } else if (Files.isRegularFile(library)) {
        distribution.addLibrary(library);
      }
    }
    distribution.addArchives(
        jar.getFileName().toString(),
        args[4].split(File.pathSeparator),
        args[5].split(File.pathSeparator));
    if (Files.isDirectory(Path.of(args[7]))) {
      distribution.addVerification(Path.of(args[7]));
    }
  }

  private void addVerification(Path libraries) throws IOException {
    Path verify = Files.createDirectory(lib.resolve("verify"));
    try (Stream<Path> jars = Files.list(libraries)) {
      for (Path jar : jars.sorted().toList()) {
        Files.copy(jar, verify.resolve(jar.getFileName()));
      }
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(folder);
  }

  private void addLauncher(Path source) throws IOException {
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("tensorvet");
    Files.copy(source, launcher);
    require(
        launcher.toFile().setExecutable(true, false), "cannot make " + launcher + " executable");
  }

  /**
   * The libraries go without their manifests: a JVM reads the manifest of each jar of its archive
   * at each start, and one with the digests of a signature is longer than most classes. And no
   * archive can hold the classes of a signed jar. What remains of a manifest is whether the jar has
   * classes for different versions of Java.
   */
  private void addLibrary(Path jar) throws IOException {
    try (JarFile read = new JarFile(jar.toFile());
        ZipOutputStream written =
            new ZipOutputStream(Files.newOutputStream(lib.resolve(jar.getFileName())))) {
      if (read.isMultiRelease()) {
        written.putNextEntry(entry(JarFile.MANIFEST_NAME, read.getEntry(JarFile.MANIFEST_NAME)));
        written.write(
            "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
      }
      for (ZipEntry entry : read.stream().filter(e -> !isOfManifest(e)).toList()) {
        written.putNextEntry(entry(entry.getName(), entry));
        written.write(read.getInputStream(entry).readAllBytes());
      }
    }
  }

  private static ZipEntry entry(String name, ZipEntry like) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(like.getTimeLocal());
    return entry;
  }

  private static boolean isOfManifest(ZipEntry entry) {
    return entry.getName().matches("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA|EC))");
  }

  /**
   * picocli is published as bytecode of Java 5, which no start-up archive can hold: each start
   * would read and verify all of it. Its published sources compile as they are, so lib/ gets those.
   */
  private void addPicocli(Path published, Path sources) throws IOException {
    Path work = home.resolveSibling("picocli");
    clear(work);
    List<String> compile = new ArrayList<>();
    compile.addAll(List.of("--release", "21", "-nowarn", "-Xlint:none", "-proc:none"));
    compile.add("-XDstringConcat=inline");
    compile.addAll(List.of("-encoding", "UTF-8", "-d", work.resolve("classes").toString()));
    try (ZipFile zip = new ZipFile(sources.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".java")).toList()) {
        Path file = work.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip.getInputStream(entry), file);
        compile.add(file.toString());
      }
    }
    String[] arguments = compile.toArray(String[]::new);
    require(
        ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) == 0,
        "picocli's sources do not compile");
    PrintStream out = System.out;
    int code =
        java.util.spi.ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                out,
                System.err,
                "--create",
                "--date=2026-01-01T00:00:00Z",
                "--file=" + lib.resolve(published.getFileName()),
                "-C",
                work.resolve("classes").toString(),
                ".");
    require(code == 0, "picocli cannot be packed");
  }

  /**
   * Makes the start-up archives, one for short runs and one for long ones, where the JDK can; else
   * the launcher has the user's JVM make one, which is named by the jars.
   */
  private void addArchives(String jar, String[] forShort, String[] forLong)
      throws IOException, InterruptedException {
    if (Runtime.version().feature() < FIRST_WITH_AOT) {
      describe("archive", "none", List.of());
      return;
    }
    String name = "tensorvet-" + hash() + "-" + Runtime.version();
    String made = name + ".aot";
    // What was hot in the rehearsal would be compiled at each start, on the processor that
    // compiles what is hot now.
    describe(
        "archive",
        made,
        addArchive(made, jar, "short", forShort, "-XX:+UseSerialGC", "-XX:-AOTRecordTraining"));
    String madeForLong = name + "-long.aot";
    describe(
        "archive-long",
        madeForLong,
        addArchive(
            madeForLong,
            jar,
            "long",
            forLong,
            "-XX:+UseParallelGC",
            "-XX:+UseCompactObjectHeaders"));
  }

  /**
   * Writes down what an archive was made for. A JVM checks that an AOT cache is of its own build,
   * but not that the jars are those of the cache: with others it would run the old code in silence.
   * So the launcher compares the jars with the sums written here.
   */
  private void describe(String file, String archive, List<String> jars)
      throws IOException, InterruptedException {
    List<String> cksum = new ArrayList<>(List.of("cksum"));
    cksum.addAll(jars);
    String sums = jars.isEmpty() ? "" : run(cksum, lib);
    String jdk = Runtime.version() + " " + System.getProperty("java.vendor");
    Files.writeString(lib.resolve(file), String.join("\n", archive, jdk, hash(), sums));
  }

  /** Makes an archive, and gives the names of the jars that it holds classes of. */
  private List<String> addArchive(
      String archive, String jar, String runs, String[] projects, String... options)
      throws IOException, InterruptedException {
    Path loaded = Files.createTempDirectory(home, "loaded");
    List<String> rehearsal = new ArrayList<>();
    rehearsal.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    rehearsal.addAll(List.of("-Xlog:disable", "-XX:-UsePerfData"));
    // Two processes make the archive; each says what it loads in a file of its own.
    rehearsal.add("-Xlog:class+load:file=" + loaded.toAbsolutePath().resolve("%p") + ":none");
    rehearsal.add("-XX:+UnlockDiagnosticVMOptions");
    rehearsal.addAll(List.of(options));
    rehearsal.add("-XX:AOTCacheOutput=" + lib.resolve(archive).toAbsolutePath());
    rehearsal.addAll(AS_LAUNCHED);
    rehearsal.add("-Xbootclasspath/a:" + bootPath(jar));
    rehearsal.addAll(List.of("-cp", lib.resolve(jar).toAbsolutePath().toString()));
    rehearsal.addAll(List.of("dev.tensorvet.cli.Rehearsal", runs));
    rehearsal.addAll(List.of(projects));
    String said = run(rehearsal, home);
    require(Files.exists(lib.resolve(archive)), "no start-up archive was made:\n" + said);
    List<String> jars = jarsOf(loaded);
    clear(loaded);
    Files.delete(loaded);
    return jars;
  }

  /** All jars, tensorvet's first, in the order in which the launcher puts them there. */
  private String bootPath(String own) throws IOException {
    try (Stream<Path> found = Files.list(lib)) {
      return found
          .filter(f -> f.toString().endsWith(".jar"))
          .sorted(Comparator.comparing((Path f) -> !f.endsWith(own)).thenComparing(Path::toString))
          .map(f -> f.toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** The names of the jars in {@code lib} that classes were loaded from, in order. */
  private List<String> jarsOf(Path logs) throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      StringBuilder all = new StringBuilder();
      for (Path log : files.toList()) {
        all.append(Files.readString(log));
      }
      return Pattern.compile("source: (\\S+\\.jar)")
          .matcher(all)
          .results()
          .map(found -> Path.of(found.group(1)).getFileName().toString())
          .distinct()
          .sorted()
          .toList();
    }
  }

  /** Names and bytes of all jars, in 16 hexadecimal digits. */
  private String hash() throws IOException {
    try (Stream<Path> found = Files.list(lib)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path jar : found.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(jar));
      }
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private static String run(List<String> command, Path directory)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true);
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
        .forEach(builder.environment()::remove);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    require(process.waitFor() == 0, String.join(" ", command) + " failed:\n" + said);
    return said;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
