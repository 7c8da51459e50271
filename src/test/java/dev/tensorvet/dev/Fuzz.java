package dev.tensorvet.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.cli.Shell;
import dev.tensorvet.report.JsonTree;
import dev.tensorvet.report.SarifReporterTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Lays out files that are broken in some way beside one that is not, and sees that a check survives
 * them: no crash, the findings of the good file as ever, and in each format a report that can be
 * read.
 *
 * <p>Run it from the root of the project over a folder with Python files: {@code Fuzz FOLDER
 * [MUTATIONS [SEED]]}.
 */
public final class Fuzz {

  private static final String GOOD =
      """
      import torch

      model = torch.nn.Linear(2, 1)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for inputs, targets in batches:
          loss = (model(inputs) - targets).square().mean()
          loss.backward()
          optimizer.step()
      """;

  /** Files that are alike are checked together, but not so many that each is compared to all. */
  private static final int BATCH = 100;

  private static final int LARGE = 20_000_000;

  private final Path scratch;
  private final Path broken;

  /**
   * @param scratch a folder of its own
   */
  Fuzz(Path scratch) throws IOException {
    this.scratch = scratch.toAbsolutePath();
    this.broken = this.scratch.resolve("broken");
    Files.createDirectories(this.scratch.resolve("good"));
    for (String project : List.of("good", "broken")) {
      Files.createDirectories(this.scratch.resolve(project));
      Files.writeString(this.scratch.resolve(project).resolve("setup.cfg"), "");
    }
    Files.writeString(this.scratch.resolve("good/train.py"), GOOD);
  }

  /** The folder that the broken files go into. */
  Path folder() {
    return broken;
  }

  /** Checks the good file beside some that are not. */
  void survives(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(broken.resolve(file.getKey()), file.getValue());
    }
    try {
      survives();
    } finally {
      for (String file : files.keySet()) {
        Files.delete(broken.resolve(file));
      }
    }
  }

  /** Checks the good file beside whatever lies in {@link #folder()}. */
  void survives(String... inputs) {
    String json = report("json", inputs);
    assertThat(report("json", inputs, "--jobs", "1")).isEqualTo(json);
    JsonTree tree = JsonTree.parse(json);
    List<JsonTree> ofGood =
        tree.list("findings").stream()
            .filter(finding -> finding.text("path").equals("good/train.py"))
            .toList();
    assertThat(ofGood).hasSize(1);
    assertThat(ofGood.getFirst().text("rule")).isEqualTo("missing-zero-grad");
    for (JsonTree problem : tree.list("problems")) {
      assertThat(problem.text("path")).isNotEqualTo("good/train.py");
      assertThat(problem.text("message")).isNotBlank().doesNotContain("\n");
    }
    SarifReporterTest.checkLog(JsonTree.parse(report("sarif", inputs)));
    assertThat(report("github", inputs)).contains("good/train.py:8:5: error[missing-zero-grad]");
    assertThat(report("text", inputs)).contains("--> good/train.py:8:5", "\nFound ");
    Shell.Run diff = run(inputs, "--diff", "--unsafe-fixes");
    assertThat(diff.err()).isEmpty();
    assertThat(diff.out()).contains("+++ b/good/train.py");
  }

  private String report(String format, String[] inputs, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--output-format", format));
    arguments.addAll(List.of(more));
    Shell.Run run = run(inputs, arguments.toArray(String[]::new));
    assertThat(run.out()).doesNotContain("internal-error");
    assertThat(run.err()).isEmpty();
    boolean areAllThere = Stream.of(inputs).map(scratch::resolve).allMatch(Files::exists);
    assertThat(run.code()).isEqualTo(areAllThere ? 1 : 2);
    return run.out();
  }

  private Shell.Run run(String[] inputs, String... options) {
    List<String> arguments = new ArrayList<>(List.of("check"));
    arguments.addAll(List.of(options));
    arguments.addAll(inputs.length == 0 ? List.of(".") : List.of(inputs));
    return Shell.in(scratch).run(arguments.toArray(String[]::new));
  }

  /**
   * Checks all ways to cut off each of some files, and some ways to change a token.
   *
   * @param mutations how many for each file
   */
  void survivesDamage(List<Path> files, int mutations, Random random) throws IOException {
    Map<String, byte[]> batch = new TreeMap<>();
    int count = 0;
    for (Path file : files) {
      // Each byte as a character: what is cut is bytes.
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      List<String> variants = new ArrayList<>(Mutations.truncations(text));
      for (int i = 0; i < mutations; i++) {
        variants.add(Mutations.ofOneToken(text, random));
      }
      for (String variant : variants) {
        String name = String.format("v%d_%s", count++, file.getFileName());
        batch.put(name, variant.getBytes(StandardCharsets.ISO_8859_1));
        if (batch.size() == BATCH) {
          survives(batch);
          batch.clear();
        }
      }
    }
    survives(batch);
  }

  /** Checks while another thread deletes and makes a file, again and again. */
  void survivesComingAndGoing(int times) throws IOException, InterruptedException {
    Path file = broken.resolve("now_and_then.py");
    AtomicBoolean isDone = new AtomicBoolean();
    Thread other =
        new Thread(
            () -> {
              try {
                while (!isDone.get()) {
                  Files.writeString(file, "x = (\n");
                  Files.delete(file);
                }
              } catch (IOException unwritable) {
                throw new IllegalStateException(unwritable);
              }
            });
    other.start();
    for (int i = 0; i < times; i++) {
      Shell.Run run = run(new String[0], "--output-format", "json");
      assertThat(run.err()).isEmpty();
      assertThat(JsonTree.parse(run.out()).list("findings")).hasSize(1);
    }
    isDone.set(true);
    other.join();
  }

  static List<Path> inputs(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(file -> file.toString().endsWith(".py") || file.toString().endsWith(".ipynb"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /**
   * @param args a folder with Python files, how many mutations in all, and a seed
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("fuzz");
    Fuzz fuzz = new Fuzz(scratch);
    for (Map.Entry<String, byte[]> file : HostileFiles.of(LARGE).entrySet()) {
      timed("20 MB: " + file.getKey(), () -> fuzz.survives(Map.of(file.getKey(), file.getValue())));
    }
    for (Map.Entry<String, byte[]> file : HostileFiles.of(LARGE / 4).entrySet()) {
      timed(" 5 MB: " + file.getKey(), () -> fuzz.survives(Map.of(file.getKey(), file.getValue())));
    }
    timed("coming and going", () -> fuzz.survivesComingAndGoing(100));
    timed(
        "odd names",
        () -> {
          plantUnreadableName(fuzz.folder());
          HostileFiles.plantOddities(fuzz.folder());
          fuzz.survives();
          clear(fuzz.folder());
          Files.createDirectories(fuzz.folder());
        });
    List<Path> files = inputs(Path.of(args[0]));
    int mutations = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
    Random random = new Random(args.length > 2 ? Long.parseLong(args[2]) : 1);
    int each = (mutations + files.size() - 1) / files.size();
    for (Path file : files) {
      timed(file.toString(), () -> fuzz.survivesDamage(List.of(file), each, random));
    }
    clear(scratch);
  }

  /** A name that is not UTF-8, which Java cannot write. */
  private static void plantUnreadableName(Path folder) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", "echo 'x = (' >\"$(printf '\\377\\376').py\"")
            .directory(folder.toFile())
            .start();
    assertThat(shell.waitFor()).isZero();
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** Says how long a step takes, for a person to see what takes too long. */
  private static void timed(String name, Step step) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String outcome = "";
    try {
      step.run();
    } catch (AssertionError | RuntimeException failed) {
      outcome = "  FAILED: " + failed.getMessage();
    }
    System.out.printf("%6d ms  %s%s%n", (System.nanoTime() - start) / 1_000_000, name, outcome);
  }
}
