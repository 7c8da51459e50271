package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.Reporters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cached run says what an uncached one says, whatever happened in between. */
final class CachedRunTest {

  /** What a file may hold; an empty text stands for a file that is not there. */
  private static final Map<String, List<String>> VARIANTS = variants();

  private final Path folder;
  private final Shell shell;

  CachedRunTest(@TempDir Path folder) {
    this.folder = folder;
    this.shell = Shell.in(folder);
  }

  /** With enough files in a folder for a run over it to have a cache. */
  private Shell withMany(String below) throws IOException {
    for (int i = 0; i < 9; i++) {
      shell.file(below + "/many/clean" + i + ".py", Project.CLEAN);
    }
    return shell;
  }

  private static Map<String, List<String>> variants() {
    Map<String, List<String>> variants = new TreeMap<>();
    variants.put(
        "train.py",
        List.of(
            Project.MISSING_ZERO_GRAD,
            Project.CLEAN,
            // What the loop does is told by three files, one of which hands names on.
            """
            import torch
            from lib import *
            from lib.net import Net

            def run(batches):
                model = Net()
                optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
                for inputs, targets in batches:
                    loss = torch.nn.functional.cross_entropy(model(inputs), targets)
                    prepare(optimizer)
                    loss.backward()
                    optimizer.step()
            """,
            """
            import torch
            import lib.steps as steps
            from lib.net import Net

            model = Net()
            optimizer = torch.optim.Adam(model.parameters())
            for inputs, targets in batches:
                loss = torch.nn.CrossEntropyLoss()(model(inputs), targets)
                loss.backward()
                steps.finish(optimizer)
            """,
            "for x in (\n"));
    variants.put(
        "lib/__init__.py", List.of("from .steps import *\n", "", "from .other import prepare\n"));
    variants.put(
        "lib/steps.py",
        List.of(
            """
            def prepare(optimizer):
                optimizer.zero_grad()

            def finish(optimizer):
                optimizer.step()
            """,
            """
            def prepare(optimizer):
                pass

            def finish(optimizer):
                optimizer.step()
                optimizer.zero_grad()
            """,
            "",
            """
            from .other import prepare, finish
            """));
    variants.put(
        "lib/other.py",
        List.of(
            "",
            """
            from . import steps

            def prepare(optimizer):
                optimizer.zero_grad()

            finish = steps.finish
            """));
    variants.put(
        "lib/net.py",
        List.of(
            """
            from torch import nn
            from .base import Base

            class Net(Base):
                def __init__(self):
                    super().__init__()
                    self.head = nn.Linear(2, 2)
                    self.spare = nn.Linear(2, 2)

                def forward(self, x):
                    return self.head(x).softmax(-1)
            """,
            """
            from torch import nn
            import base

            class Net(base.Base):
                def __init__(self):
                    self.head = nn.Linear(2, 2)
                    self.spare = nn.Linear(2, 2)  # tensorvet: ignore[module-unused-layer]

                def forward(self, x):
                    return self.head(x)
            """,
            "",
            "from lib.base import Base as Net\n"));
    variants.put(
        "lib/base.py",
        List.of(
            "from torch import nn\n\nclass Base(nn.Module):\n    pass\n",
            "class Base:\n    pass\n",
            "from .net import Net\n\nclass Base(Net):\n    pass\n",
            "from torch.nn import Module as Base\n",
            "from unknown import Base\n",
            ""));
    variants.put(
        "base.py", List.of("", "import torch\n\nclass Base(torch.nn.Module):\n    pass\n"));
    // Nobody imports these: they mention a word, or inherit.
    variants.put(
        "scripts/users.py",
        List.of(
            "",
            "def show(net):\n    print(net.spare)\n",
            "NAMES = ['spare', 'head']\n",
            """
            from lib.net import Net

            class Wide(Net):
                def forward(self, x):
                    return self.spare(x)
            """));
    variants.put(
        "scripts/loss.py",
        List.of(
            "",
            """
            import torch
            from lib.net import Net

            model = Net()
            print(torch.nn.functional.cross_entropy(model(x), y))
            """));
    variants.put(
        "tensorvet.toml",
        List.of(
            "",
            "select = [\"ALL\"]\n",
            "ignore = [\"module-unused-layer\"]\nfail-on = \"error\"\n",
            "[levels]\nmodule-unused-layer = \"error\"\n",
            "exclude = [\"scripts/\"]\n",
            "baseline = \"known.json\"\n",
            "[[per-path]]\npaths = [\"lib/**\"]\nignore = [\"model\"]\n"));
    variants.put("lib/tensorvet.toml", List.of("", "ignore = [\"numerics\"]\n"));
    variants.put(
        "book.ipynb",
        List.of(
            notebook("x = 1"),
            notebook(Project.UNUSED_LAYER),
            notebook("!ls", Project.MISSING_ZERO_GRAD),
            "{\"cells\": [",
            ""));
    variants.put("setup.cfg", List.of("", "[metadata]\n"));
    variants.put(
        "old.py",
        List.of("import torch\n\ntorch.symeig(torch.eye(2))\ntorch.qr(torch.eye(2))\n", ""));
    variants.put(
        "requirements.txt", List.of("", "torch==1.7\n", "torch==1.9\n", "-r lib/needs.txt\n"));
    variants.put("lib/needs.txt", List.of("torch>=2.1\n", "torch<1.8\n", ""));
    variants.put(
        "quiet.py",
        List.of(
            "# tensorvet: ignore-file[missing-zero-grad]\n" + Project.MISSING_ZERO_GRAD,
            "",
            "x = 1  # tensorvet: ignore[missing-zero-grad, no-such-rule]\n"));
    return variants;
  }

  private static String notebook(String... cells) {
    return "{\"cells\": ["
        + String.join(
            ", ",
            Stream.of(cells)
                .map(
                    cell ->
                        "{\"cell_type\": \"code\", \"source\": \""
                            + cell.replace("\n", "\\n").replace("\"", "\\\"")
                            + "\"}")
                .toList())
        + "], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}";
  }

  private static List<String> texts(String path) {
    return VARIANTS.getOrDefault(path, List.of());
  }

  private void put(String path, String text) throws IOException {
    if (text.isEmpty()) {
      Files.deleteIfExists(folder.resolve(path));
    } else {
      shell.file(path, text);
    }
  }

  private Shell.Run run(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return shell.run(all.toArray(String[]::new));
  }

  private static Map<Path, String> stored(Path folder) throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            file,
            Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private Path cache() {
    return folder.resolve(".tensorvet_cache");
  }

  private Path cacheFile() throws IOException {
    return stored(cache()).keySet().stream()
        .filter(file -> file.toString().endsWith(".cache"))
        .findFirst()
        .orElseThrow();
  }

  // --- the same as without

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void saysTheSameAfterAnyEdits(long seed) throws IOException {
    Random random = new Random(seed);
    withMany(".");
    for (String path : VARIANTS.keySet()) {
      put(path, texts(path).getFirst());
    }
    assertThat(run(List.of("check", "--write-baseline", "known.json")).code()).isLessThan(2);
    List<String> paths = List.copyOf(VARIANTS.keySet());
    List<String> ways = new ArrayList<>(Reporters.names());
    Set<String> told = new HashSet<>();
    for (int step = 0; step < 40; step++) {
      StringBuilder edits = new StringBuilder();
      for (int edit = random.nextInt(3); edit >= 0; edit--) {
        String path = paths.get(random.nextInt(paths.size()));
        List<String> texts = texts(path);
        int choice = random.nextInt(texts.size());
        put(path, texts.get(choice));
        edits.append(path).append(" to ").append(choice).append("; ");
      }
      List<String> arguments =
          new ArrayList<>(
              List.of("check", ".", "--output-format", ways.get(random.nextInt(ways.size()))));
      switch (random.nextInt(8)) {
        case 0 -> arguments.add("--statistics");
        case 1 -> arguments.addAll(List.of("--diff", "--unsafe-fixes"));
        case 2 -> arguments.addAll(List.of("--select", "model"));
        case 3 -> arguments.addAll(List.of("--baseline", "known.json"));
        case 4 -> arguments.addAll(List.of("--select", "api"));
        default -> {}
      }
      Shell.Run cached = run(arguments);
      assertThat(cached).as("after " + edits).isEqualTo(run(arguments, "--no-cache"));
      assertThat(run(arguments)).as("again after " + edits).isEqualTo(cached);
      told.add(cached.out());
    }
    // The edits do change what is found.
    assertThat(told).hasSizeGreaterThan(15);
  }

  @Test
  void fixesTheSame() throws IOException {
    withMany(".");
    Map<String, String> before =
        new LinkedHashMap<>(
            Map.of(
                "train.py", Project.MISSING_ZERO_GRAD,
                "lib/net.py", texts("lib/net.py").get(1),
                "book.ipynb", notebook(Project.MISSING_ZERO_GRAD)));
    List<Map<String, String>> after = new ArrayList<>();
    List<Shell.Run> runs = new ArrayList<>();
    for (List<String> arguments :
        List.of(
            List.of("check"), List.of("check", "--fix"), List.of("check", "--fix", "--no-cache"))) {
      for (String path : before.keySet()) {
        put(path, before.getOrDefault(path, ""));
      }
      runs.add(run(arguments));
      Map<String, String> texts = new TreeMap<>();
      for (String path : before.keySet()) {
        texts.put(path, shell.text(path));
      }
      after.add(texts);
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(2));
    assertThat(after.get(1)).isEqualTo(after.get(2)).isNotEqualTo(before);
    assertThat(shell.run("check")).isEqualTo(shell.run("check", "--no-cache"));
  }

  @Test
  void javaIsFixedAndRememberedTheSame() throws IOException {
    String text =
        """
        import java.io.File;
        import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
        import org.deeplearning4j.util.ModelSerializer;
        import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

        class Main {
          void run(MultiLayerNetwork network, DataSetIterator all, File file) throws Exception {
            network.fit(all);
            ModelSerializer.writeModel(network, file, false);
            MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file);
            restored.fit(all);
          }
        }
        """;
    List<String> check = List.of("check", "--select", "java", "src/Main.java");
    withMany(".").file("src/Main.java", text);
    Shell.Run first = run(check);
    assertThat(first.out()).contains("dl4j-save-updater-false");
    assertThat(run(check)).isEqualTo(first).isEqualTo(run(check, "--no-cache"));
    assertThat(run(check, "--fix").err()).isEqualTo("tensorvet: 1 fix applied\n");
    assertThat(shell.text("src/Main.java")).isEqualTo(text.replace("file, false", "file, true"));
    assertThat(run(check)).isEqualTo(run(check, "--no-cache"));
    assertThat(run(check).code()).isZero();
  }

  @Test
  void doesNoWorkTwice() throws IOException {
    withMany(".").file("train.py", Project.MISSING_ZERO_GRAD).file("net.py", Project.UNUSED_LAYER);
    shell.run("check");
    Map<Path, String> before = stored(cache());
    shell.run("check");
    assertThat(stored(cache())).isEqualTo(before);
    shell.file("other.py", Project.CLEAN);
    shell.run("check");
    assertThat(stored(cache())).isNotEqualTo(before);
  }

  // --- the folder

  @Test
  void liesInTheProjectAndIsNobodysSource() throws IOException {
    withMany("src/deep")
        .file("pyproject.toml", "")
        .file("src/deep/train.py", Project.MISSING_ZERO_GRAD);
    shell.at("src/deep").run("check");
    assertThat(cache().resolve(".gitignore")).hasContent("*");
    assertThat(cache().resolve("CACHEDIR.TAG"))
        .content()
        .startsWith("Signature: 8a477f597d28d172789f06886806bc55");
    assertThat(folder.resolve("src/deep/.tensorvet_cache")).doesNotExist();
    shell.file(".tensorvet_cache/0.1.0/train.py", Project.MISSING_ZERO_GRAD);
    assertThat(shell.run("check", "--output-format", "concise").out())
        .contains("in 11 files.")
        .doesNotContain("_cache");
  }

  @Test
  void isWhereTheUserSays() throws IOException {
    withMany(".").file("tensorvet.toml", "cache-dir = \"of/settings\"\n");
    shell.run("check");
    assertThat(folder.resolve("of/settings/.gitignore")).exists();
    Shell other = shell.with("TENSORVET_CACHE_DIR", "of/environment");
    other.run("check");
    assertThat(folder.resolve("of/environment/.gitignore")).exists();
    other.run("check", "--cache-dir", "of/options");
    assertThat(folder.resolve("of/options/.gitignore")).exists();
    assertThat(cache()).doesNotExist();
  }

  @Test
  void isNotWithoutNeed() throws IOException {
    shell.file("a.py", Project.CLEAN).reading(Project.CLEAN).run("check", "-");
    shell.run("check");
    withMany(".").run("check", "a.py");
    shell.run("check", "--no-cache");
    shell.run("check", "-n");
    shell.with("TENSORVET_NO_CACHE", "1").run("check");
    assertThat(cache()).doesNotExist();
  }

  @Test
  void aFolderThatWasThereIsNotMarked() throws IOException {
    withMany(".").file("kept/note.txt", "mine\n");
    shell.run("check", "--cache-dir", "kept");
    assertThat(folder.resolve("kept/.gitignore")).doesNotExist();
    assertThat(folder.resolve("kept/note.txt")).hasContent("mine");
  }

  @Test
  void aLinkToElsewhereIsLetBe() throws IOException {
    withMany(".");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(cache(), elsewhere);
    assertThat(shell.run("check").code()).isZero();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void whatIsNoFolderIsNoCache() throws IOException {
    withMany(".").file("train.py", Project.MISSING_ZERO_GRAD).file(".tensorvet_cache", "a file");
    assertThat(shell.run("check")).isEqualTo(shell.run("check", "--no-cache"));
    assertThat(cache()).hasContent("a file");
  }

  @Test
  void whatCannotBeWrittenIsNot() throws IOException {
    withMany(".").file("train.py", Project.MISSING_ZERO_GRAD);
    shell.run("check");
    // Nobody, root included, puts a file in the place of a folder.
    Path file = cacheFile();
    Files.delete(file);
    Files.createDirectories(file.resolve("in the way"));
    assertThat(shell.run("check")).isEqualTo(shell.run("check", "--no-cache"));
    assertThat(stored(cache()).keySet().stream().map(Path::getFileName).map(Path::toString))
        .containsExactlyInAnyOrder(".gitignore", "CACHEDIR.TAG");
  }

  @Test
  void damageIsSeen() throws IOException {
    withMany(".").file("train.py", Project.MISSING_ZERO_GRAD).file("net.py", Project.UNUSED_LAYER);
    Shell.Run uncached = shell.run("check", "--no-cache");
    shell.run("check");
    byte[] whole = Files.readAllBytes(cacheFile());
    Random random = new Random(1);
    for (int i = 0; i < 24; i++) {
      byte[] damaged =
          Arrays.copyOf(whole, i % 2 == 0 ? whole.length : random.nextInt(whole.length));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(cacheFile(), damaged);
      assertThat(shell.run("check")).isEqualTo(uncached);
    }
    Files.write(cacheFile(), "tensorvet cache 9\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(shell.run("check")).isEqualTo(uncached);
  }

  @Test
  void doesNotGrowForEver() throws IOException {
    withMany(".");
    for (String rule : List.of("model", "training", "numerics")) {
      for (int i = 0; i < 7; i++) {
        List<String> same = new ArrayList<>(List.of("check"));
        for (int j = 0; j <= i; j++) {
          same.addAll(List.of("--select", rule));
        }
        run(same);
      }
    }
    assertThat(stored(cache())).hasSizeLessThanOrEqualTo(12 + 2);
  }

  // --- runs side by side

  @Test
  void runsSideBySideDoNotDisturbEachOther() throws Exception {
    withMany(".");
    for (String path : VARIANTS.keySet()) {
      put(path, texts(path).getFirst());
    }
    Shell.Run uncached = shell.run("check", "--no-cache");
    try (ExecutorService runs = Executors.newFixedThreadPool(4)) {
      List<Callable<Shell.Run>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(() -> shell.run("check"));
      }
      for (Future<Shell.Run> each : runs.invokeAll(all)) {
        assertThat(each.get()).isEqualTo(uncached);
      }
    }
    assertThat(shell.run("check")).isEqualTo(uncached);
  }

  @Test
  void aRunOverPartsKeepsTheRest() throws IOException {
    withMany("a").file("a/train.py", Project.MISSING_ZERO_GRAD);
    withMany("b").file("b/net.py", Project.UNUSED_LAYER);
    shell.run("check", "a");
    shell.run("check", "b");
    Map<Path, String> before = stored(cache());
    shell.run("check", "a", "b");
    assertThat(stored(cache())).isEqualTo(before);
    Files.delete(folder.resolve("b/net.py"));
    shell.file("a/more.py", Project.CLEAN);
    shell.run("check", "a");
    assertThat(shell.run("check")).isEqualTo(shell.run("check", "--no-cache"));
  }
}
