package dev.tensorvet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that starts tensorvet, on a machine of its own: the JDKs are stand-ins that print how
 * they were called, and the places where it looks for them lie in the test's folder.
 */
final class LauncherTest {

  private static final Path SCRIPT = Path.of("src", "dist", "tensorvet");

  private static final String MAIN = "dev.tensorvet.cli.Main";

  /** All that the script may call. */
  private static final List<String> TOOLS =
      List.of("cksum", "find", "head", "mkdir", "readlink", "sh", "wc");

  private final Path machine;
  private final Path bin;
  private final Path lib;
  private final Path launcher;
  private final Map<String, String> environment = new TreeMap<>();

  private record Outcome(int code, String out, String err) {

    /** What the stand-in for Java was called with. */
    List<String> arguments() {
      assertThat(err).isEmpty();
      assertThat(code).isZero();
      return Arrays.asList(out.split("\0", -1));
    }
  }

  LauncherTest(@TempDir Path machine) throws IOException {
    this.machine = machine;
    Path installed = machine.resolve("tensör vet");
    lib = Files.createDirectories(installed.resolve("lib"));
    Files.writeString(lib.resolve("tensorvet-1.2.3.jar"), "code");
    bin = Files.createDirectories(installed.resolve("bin"));
    launcher = bin.resolve("tensorvet");
    executable(
        launcher,
        Files.readString(SCRIPT).replaceAll(" (/(?:usr|opt|Library)/)", " " + machine + "$1"));
    Path tools = Files.createDirectory(machine.resolve("tools"));
    for (String tool : TOOLS) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec " + found(tool) + " \"$@\"\n");
    }
    environment.put("PATH", tools.toString());
    environment.put("HOME", Files.createDirectory(machine.resolve("home")).toString());
  }

  @Test
  void theNewestJavaIsTaken() throws Exception {
    environment.put("JAVA_HOME", jdk("java-home", "98.0.10").toString());
    assertThat(chosen()).isEqualTo("98.0.10");
    Path onPath = jdk("on-path", "98.1.2");
    Path links = Files.createDirectory(machine.resolve("alternatives"));
    Files.createSymbolicLink(links.resolve("java"), onPath.resolve("bin").resolve("java"));
    environment.merge("PATH", links.toString(), (tools, java) -> java + ":" + tools);
    assertThat(chosen()).isEqualTo("98.1.2");
    jdk("usr/lib/jvm/temurin-99", "99.0.9");
    assertThat(chosen()).isEqualTo("99.0.9");
    jdk("home/.jdks/openjdk", "99.0.10");
    assertThat(chosen()).isEqualTo("99.0.10");
    jdk("home/.sdkman/candidates/java/early", "100-ea");
    assertThat(chosen()).isEqualTo("100-ea");
  }

  @Test
  void javaHomeIsTakenAmongEquals() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    Path home = jdk("mine", "25.0.3");
    environment.put("JAVA_HOME", home.toString());
    environment.put("TENSORVET_SHOW_JAVA", "1");
    assertThat(run("version").out()).isEqualTo(home + "/bin/java\n");
  }

  @Test
  void withoutAnyJavaItSaysWhatToDo() throws Exception {
    environment.put("JAVA_HOME", machine.resolve("gone").toString());
    Outcome outcome = run("version");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("tensorvet: Java 21 or newer is needed, and none was found")
        .contains("set JAVA_HOME");
  }

  @Test
  void whatIsTooOldIsNamed() throws Exception {
    environment.put("JAVA_HOME", jdk("seventeen", "17.0.15").toString());
    jdk("usr/lib/jvm/eight", "1.8.0_402");
    jdk("usr/lib/jvm/odd", "newest");
    Outcome outcome = run("version");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains(machine.resolve("seventeen") + ": Java 17.0.15")
        .contains("eight: Java 1.8.0_402");
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    List<String> given = List.of("check", "", "my dir/träin.py", "*", "$HOME", "a\nb", "--", "-x");
    List<String> got = run(given.toArray(String[]::new)).arguments();
    String jar = lib.resolve("tensorvet-1.2.3.jar").toString();
    assertThat(got).containsSubsequence("-cp", jar, MAIN);
    assertThat(got.subList(got.indexOf(MAIN) + 1, got.size())).isEqualTo(given);
  }

  @Test
  void itFindsItsFolderThroughLinks() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    Path links = Files.createDirectory(machine.resolve("links"));
    Path absolute = Files.createSymbolicLink(links.resolve("absolute"), launcher);
    Path relative = Files.createSymbolicLink(links.resolve("relative"), links.relativize(launcher));
    Path chain = Files.createSymbolicLink(links.resolve("chain"), Path.of("relative"));
    for (Path link : List.of(absolute, relative, chain)) {
      assertThat(start(machine, link.toString()).arguments()).contains(jar());
    }
    assertThat(start(links, "./chain").arguments()).contains(jar());
    assertThat(start(links, "sh", "relative").arguments()).contains(jar());
    environment.merge("PATH", links.toString(), (tools, more) -> more + ":" + tools);
    assertThat(start(machine, "sh", "-c", "exec chain").arguments()).contains(jar());
    environment.put("CDPATH", machine.toString());
    assertThat(start(bin, "sh", "tensorvet").arguments()).contains(jar());
  }

  @Test
  void itMustBeWhole() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    Files.writeString(lib.resolve("tensorvet-1.2.4.jar"), "newer code");
    assertThat(run("version").err()).contains("must hold exactly one tensorvet-*.jar");
    Files.delete(lib.resolve("tensorvet-1.2.4.jar"));
    Files.delete(lib.resolve("tensorvet-1.2.3.jar"));
    assertThat(run("version").err()).contains("must hold exactly one tensorvet-*.jar");
    Files.delete(lib);
    Outcome outcome = run("version");
    assertThat(outcome.err()).contains("there is no lib/ beside bin/");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void theArchiveIsForOneJdkAndTheJarsItWasMadeWith() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    Files.writeString(lib.resolve("library.jar"), "library");
    String use = "-XX:AOTCache=" + archiveFor("25.0.3+9 Maker");
    assertThat(run("check", "x.py").arguments()).contains(use);
    assertThat(run("version").arguments()).contains(use);
    Files.writeString(lib.resolve("tensorvet-1.2.3.jar"), "edoc");
    assertThat(run("check", "x.py").arguments()).doesNotContain(use);
    Files.writeString(lib.resolve("tensorvet-1.2.3.jar"), "code");
    assertThat(run("check", "x.py").arguments()).contains(use);
    // Of a jar that the archive was not made with, it holds no class.
    Files.writeString(lib.resolve("added.jar"), "more");
    assertThat(run("check", "x.py").arguments()).contains(use);
    Files.delete(lib.resolve("library.jar"));
    assertThat(run("check", "x.py").arguments()).doesNotContain(use);
  }

  @Test
  void manyFilesHaveAnArchiveOfTheirOwn() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    String shortly = "-XX:AOTCache=" + archiveFor("25.0.3+9 Maker");
    Path many = folderOf(1001);
    assertThat(run("check", many.toString()).arguments()).contains(shortly);
    Path archive = Files.writeString(lib.resolve("start-long.aot"), "classes");
    Files.writeString(
        lib.resolve("archive-long"),
        Files.readString(lib.resolve("archive")).replace("start", "start-long"));
    String lengthy = "-XX:AOTCache=" + archive;
    assertThat(run("check", many.toString()).arguments())
        .contains(lengthy)
        .doesNotContain("-XX:-AOTReplayTraining");
    assertThat(run("check", many.resolve("1.py").toString()).arguments())
        .contains(shortly, "-XX:-AOTReplayTraining");
  }

  @Test
  void theOptimizingCompilerIsForVeryManyFiles() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    String plain = "-XX:TieredStopAtLevel=1";
    assertThat(run("check", folderOf(1000).toString()).arguments())
        .contains(plain, "-XX:+UseSerialGC");
    assertThat(run("check", folderOf(4000).toString()).arguments())
        .contains(plain, "-XX:+UseParallelGC");
    assertThat(run("check", folderOf(4001).toString()).arguments())
        .contains("-XX:+UseParallelGC")
        .doesNotContain(plain);
  }

  @Test
  void longRunsHaveSmallObjectsWhereTheJvmKnowsThem() throws Exception {
    String compact = "-XX:+UseCompactObjectHeaders";
    jdk("usr/lib/jvm/older", "24.0.2");
    assertThat(run("check", folderOf(1001).toString()).arguments()).doesNotContain(compact);
    jdk("usr/lib/jvm/temurin", "25.0.4");
    archiveFor("25.0.3+9 Maker");
    assertThat(run("check", folderOf(1000).toString()).arguments())
        .doesNotContain(compact)
        .anyMatch(a -> a.endsWith("25.0.4+9.jsa"));
    assertThat(run("check", folderOf(1001).toString()).arguments())
        .contains(compact)
        .anyMatch(a -> a.endsWith("25.0.4+9-long.jsa"));
  }

  private Path folderOf(int files) throws IOException {
    Path folder = Files.createDirectories(machine.resolve("files" + files));
    for (int i = 0; i < files; i++) {
      Files.writeString(folder.resolve(i + ".py"), "");
    }
    return folder;
  }

  @Test
  void withoutItsFileTheArchiveIsNotUsed() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    Files.delete(archiveFor("25.0.3+9 Maker"));
    assertThat(run("version").arguments()).noneMatch(a -> a.startsWith("-XX:AOTCache"));
    Files.writeString(lib.resolve("archive"), "\0\u0001 rubbish");
    assertThat(run("version").arguments()).noneMatch(a -> a.startsWith("-XX:AOTCache"));
    Files.writeString(lib.resolve("archive"), "");
    assertThat(run("version").arguments()).noneMatch(a -> a.startsWith("-XX:AOTCache"));
  }

  @Test
  void anotherJdkMakesItsArchiveInTheUsersCache() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.4");
    archiveFor("25.0.3+9 Maker");
    Path cache = machine.resolve("home").resolve(".cache").resolve("tensorvet");
    String own = "-XX:SharedArchiveFile=" + cache + "/hash-25.0.4+9.jsa";
    assertThat(run("check", "x.py").arguments()).contains("-XX:+AutoCreateSharedArchive", own);
    environment.put("XDG_CACHE_HOME", machine.resolve("other").toString());
    assertThat(run("check", "x.py").arguments())
        .contains(
            own.replace(cache.toString(), machine.resolve("other").resolve("tensorvet") + ""));
  }

  @Test
  void withNowhereToKeepAnArchiveItRunsWithoutOne() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.4");
    archiveFor("25.0.3+9 Maker");
    environment.put("HOME", Files.createFile(machine.resolve("no-folder")).toString());
    assertThat(run("check", "x.py").arguments()).noneMatch(a -> a.contains("Archive"));
    environment.remove("HOME");
    assertThat(run("check", "x.py").arguments()).noneMatch(a -> a.contains("Archive"));
  }

  @Test
  void whatTheEnvironmentSaysToOtherJvmsIsNotHeard() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    environment.put("JAVA_TOOL_OPTIONS", "-Xint");
    environment.put("JDK_JAVA_OPTIONS", "-Xint");
    environment.put("_JAVA_OPTIONS", "-Xint");
    environment.put("LANG", "de_DE.ISO-8859-1");
    assertThat(run("version").arguments().getFirst()).isEqualTo("C.UTF-8 unset unset unset");
  }

  @Test
  void theJvmKeepsAwayFromTheReport() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    environment.put("TENSORVET_JAVA_OPTIONS", "-Xmx4g -Xss8m");
    assertThat(run("version").arguments())
        .contains(
            "-Xlog:disable",
            "-XX:-PrintWarnings",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:+UseSerialGC")
        .contains("-Dtensorvet.terminal=false", "-Dtensorvet.watched=false")
        .containsSubsequence("-Xmx4g", "-Xss8m", "-cp");
  }

  @Test
  void oneCollectorIsEnough() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.3");
    environment.put("TENSORVET_JAVA_OPTIONS", "-Xmx4g -XX:+UseZGC");
    assertThat(run("version").arguments())
        .contains("-XX:+UseZGC")
        .doesNotContain("-XX:+UseSerialGC");
    environment.put("TENSORVET_JAVA_OPTIONS", "-XX:+UseNUMA -Dname=GC");
    assertThat(run("version").arguments()).contains("-XX:+UseSerialGC");
  }

  @Test
  void optionsThatJavaRefusesAreNoFinding() throws Exception {
    executable(
        jdk("usr/lib/jvm/temurin", "25.0.3").resolve("bin/java"),
        "#!/bin/sh\nfor each; do case $each in -Xmxx) echo 'Invalid: -Xmxx'; exit 1 ;; esac; done\n");
    environment.put("TENSORVET_JAVA_OPTIONS", "-Xss8m -Xmxx");
    assertThat(run("check"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                tensorvet: Java does not start with TENSORVET_JAVA_OPTIONS="-Xss8m -Xmxx":
                tensorvet: Invalid: -Xmxx
                """));
    environment.put("TENSORVET_JAVA_OPTIONS", "-Xss8m");
    assertThat(run("check")).isEqualTo(new Outcome(0, "", ""));
  }

  private String jar() {
    return lib.resolve("tensorvet-1.2.3.jar").toString();
  }

  /** The version of the stand-in that the launcher takes. */
  private String chosen() throws IOException, InterruptedException {
    environment.put("TENSORVET_SHOW_JAVA", "1");
    Path java = Path.of(run("version").out().strip());
    return Files.readString(java.resolveSibling("version"));
  }

  /** Lays out a stand-in for a JDK, which prints its environment and its arguments. */
  private Path jdk(String place, String version) throws IOException {
    Path home = machine.resolve(place);
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Maker\"\nJAVA_RUNTIME_VERSION=\"%s+9\"\nJAVA_VERSION=\"%s\"\n"
            .formatted(version, version));
    Files.writeString(bin.resolve("version"), version);
    executable(
        bin.resolve("java"),
        """
        #!/bin/sh
        printf '%s %s %s %s' "$LC_ALL" "${JAVA_TOOL_OPTIONS-unset}" \\
          "${JDK_JAVA_OPTIONS-unset}" "${_JAVA_OPTIONS-unset}"
        printf '\\0%s' "$@"
        """);
    return home;
  }

  /** Lays out the archive that a build on this JDK makes of the jars that are there now. */
  private Path archiveFor(String jdk) throws IOException, InterruptedException {
    Path archive = Files.writeString(lib.resolve("start.aot"), "classes");
    String sums = start(lib, "sh", "-c", "cksum *.jar").out();
    Files.writeString(lib.resolve("archive"), "start.aot\n" + jdk + "\nhash\n" + sums);
    return archive;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Path found(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    return start(
        machine,
        Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toArray(String[]::new));
  }

  private Outcome start(Path folder, String... command) throws IOException, InterruptedException {
    Path out = machine.resolve("stdout");
    Path err = machine.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    int code = process.waitFor();
    return new Outcome(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
