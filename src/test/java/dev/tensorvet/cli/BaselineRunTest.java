package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A code base that takes the tool in with findings that nobody repairs today. */
final class BaselineRunTest {

  private static final String CONCISE = "--output-format=concise";

  /** One finding, whose line is like that of all others. */
  private static final String LOOP =
      """
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for inputs, targets in batches:
          loss = (model(inputs) - targets).square().mean()
          loss.backward()
          optimizer.step()
      """;

  private static final String HEAD = "import torch\n\nmodel = torch.nn.Linear(2, 1)\n";

  private final Path folder;
  private final Shell shell;

  BaselineRunTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.shell =
        Shell.in(folder).file("train.py", HEAD + LOOP).file("lib/net.py", Project.UNUSED_LAYER);
  }

  private Shell.Run write() {
    return shell.run("check", CONCISE, "--write-baseline", "known.json");
  }

  private Shell.Run check(String... more) {
    List<String> all = new ArrayList<>(List.of("check", CONCISE, "--baseline", "known.json"));
    all.addAll(List.of(more));
    return shell.run(all.toArray(String[]::new));
  }

  /** What is told, as {@code path:line:rule}; a problem of no line has none. */
  private static List<String> told(Shell.Run run) {
    return run.out()
        .lines()
        .filter(line -> line.matches(".*: (error|warning|advice)\\[.*"))
        .map(line -> line.replaceFirst("^(.*?)(:\\d+)?(:\\d+)?: .*?\\[(.*?)].*", "$1$2:$4"))
        .toList();
  }

  // --- what is known

  @Test
  void whatIsFoundNowIsWrittenAndLeftOutFromThenOn() throws IOException {
    assertThat(write())
        .isEqualTo(
            new Shell.Run(
                0,
                "No findings in 2 files (2 in the baseline).\n",
                "tensorvet: 2 findings written to `known.json`\n"));
    assertThat(shell.text("known.json"))
        .isEqualTo(
            """
            {
              "version": 1,
              "files": {
                "lib/net.py": [
                  {"rule": "module-unused-layer", "scope": "Net.__init__", "code": "self.spare = nn.Linear(2, 2)"}
                ],
                "train.py": [
                  {"rule": "missing-zero-grad", "scope": "<module>", "code": "optimizer.step()"}
                ]
              }
            }
            """);
    assertThat(check())
        .isEqualTo(new Shell.Run(0, "No findings in 2 files (2 in the baseline).\n", ""));
  }

  @Test
  void codeThatMovesOrIsFormattedStaysKnown() throws IOException {
    write();
    shell
        .file("train.py", "# Trains.\nimport os\n" + HEAD + "print(os.name)\n\n" + LOOP)
        .file(
            "lib/net.py",
            "def other():\n    pass\n\n\n"
                + Project.UNUSED_LAYER.replace("nn.Linear(2, 2)", "nn.Linear( 2,2 )"));
    assertThat(check().code()).isZero();
    shell.file("train.py", HEAD + "if True:\n" + LOOP.indent(4));
    assertThat(told(check())).isEmpty();
  }

  @Test
  void ofEqualLinesExactlyTheOneMoreIsTold() throws IOException {
    shell.file("train.py", HEAD + LOOP + LOOP);
    write();
    assertThat(shell.text("known.json")).contains("\"count\": 2");
    shell.file("train.py", HEAD + LOOP + LOOP + LOOP);
    Shell.Run run = check();
    assertThat(told(run)).containsExactly("train.py:18:missing-zero-grad");
    assertThat(run.out()).contains("Found 1 error in 2 files (3 in the baseline).");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void aRepairedFindingHidesNoNewOne() throws IOException {
    shell.file("train.py", HEAD + "def one():\n" + LOOP.indent(4));
    write();
    String repaired =
        LOOP.replace("    loss.backward()", "    optimizer.zero_grad()\n    loss.backward()");
    shell.file(
        "train.py", HEAD + "def one():\n" + repaired.indent(4) + "def two():\n" + LOOP.indent(4));
    assertThat(told(check()))
        .containsExactly("train.py:16:missing-zero-grad", "known.json:stale-baseline");
  }

  /** The line is the same, and so is the function. */
  @Test
  void aRepairedFindingHidesNoNewOneOfTheSameLine() throws IOException {
    String repaired =
        LOOP.replace("    loss.backward()", "    optimizer.zero_grad()\n    loss.backward()");
    shell.file("train.py", HEAD + "def one():\n" + (LOOP + repaired).indent(4));
    write();
    assertThat(shell.text("known.json")).contains("\"nth\": 1, \"of\": 2");
    shell.file("train.py", HEAD + "# moved\n\ndef one():\n" + (LOOP + repaired).indent(4));
    assertThat(told(check())).isEmpty();
    shell.file("train.py", HEAD + "def one():\n" + (repaired + LOOP).indent(4));
    assertThat(told(check()))
        .containsExactly("train.py:15:missing-zero-grad", "known.json:stale-baseline");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void piecesOfAFileThatAreShuffledStayKnown(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> pieces = new ArrayList<>();
    IntStream.range(0, 6)
        .forEach(
            i -> {
              pieces.add("def train" + i / 2 + "():\n" + LOOP.indent(4));
              pieces.add(Project.UNUSED_LAYER.replace("Net", "Net" + i));
            });
    String head = HEAD + "from torch import nn\n";
    shell.file("train.py", head + String.join("\n", pieces));
    write();
    for (int i = 0; i < 6; i++) {
      Collections.shuffle(pieces, random);
      List<String> spread = new ArrayList<>();
      for (String piece : pieces) {
        spread.add(
            "# note\n".repeat(random.nextInt(3)) + "x = 1\n".repeat(random.nextInt(2)) + piece);
      }
      shell.file("train.py", head + String.join("\n", spread));
      assertThat(check().out()).isEqualTo("No findings in 2 files (13 in the baseline).\n");
    }
  }

  @Test
  void inANotebookTheCellMakesNoDifference() throws IOException {
    shell.file("book.ipynb", notebook(HEAD, LOOP));
    write();
    shell.file("book.ipynb", notebook("x = 1", HEAD, "y = 2\n" + LOOP));
    assertThat(check().code()).isZero();
    shell.file("book.ipynb", notebook(HEAD, "def f():\n" + LOOP.indent(4)));
    assertThat(told(check())).hasSize(2).contains("known.json:stale-baseline");
  }

  private static String notebook(String... cells) {
    List<String> code = new ArrayList<>();
    for (String cell : cells) {
      code.add("{\"cell_type\": \"code\", \"source\": \"" + cell.replace("\n", "\\n") + "\"}");
    }
    return "{\"cells\": [" + String.join(", ", code) + "], \"nbformat\": 4}";
  }

  // --- what is stale

  @Test
  void whatIsThereNoMoreIsToldWithTheWayToRenew() throws IOException {
    write();
    shell.file("train.py", "x = 1\n");
    Shell.Run run = check();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            known.json: warning[stale-baseline] a finding of the baseline is not there any more, \
            `missing-zero-grad` in `train.py`; `tensorvet check --write-baseline known.json` renews it
            No findings in 2 files (1 in the baseline).
            """);
    shell.file("lib/net.py", "x = 1\n");
    assertThat(check().out())
        .startsWith("known.json: warning[stale-baseline] 2 findings of the baseline are not");
    assertThat(check("--fail-on", "error").code()).isZero();
    write();
    assertThat(check().out()).isEqualTo("No findings in 2 files.\n");
  }

  @Test
  void whatWasNotCheckedIsNotStale() throws IOException {
    write();
    assertThat(check("lib"))
        .isEqualTo(new Shell.Run(0, "No findings in 1 file (1 in the baseline).\n", ""));
    assertThat(check("--select", "model").code()).isZero();
    Files.delete(folder.resolve("train.py"));
    assertThat(check().code()).isZero();
    // What could not be read may still be there.
    shell.file("lib/net.py", "class Net(:\n");
    assertThat(told(check())).noneMatch(line -> line.contains("stale"));
  }

  @Test
  void aFindingThatACommentSilencesIsNoLongerForTheBaseline() throws IOException {
    write();
    shell.file(
        "train.py",
        (HEAD + LOOP)
            .replace(
                "optimizer.step()", "optimizer.step()  # tensorvet: ignore[missing-zero-grad]"));
    assertThat(told(check())).containsExactly("known.json:stale-baseline");
  }

  // --- where it is

  @Test
  void pathsCountFromTheBaselinesFolder() throws IOException {
    shell.file("ci/readme.md", "").run("check", "--write-baseline", "ci/known.json");
    assertThat(shell.text("ci/known.json")).contains("\"../lib/net.py\"", "\"../train.py\"");
    assertThat(shell.run("check", "--baseline", "ci/known.json").code()).isZero();
    assertThat(shell.at("lib").run("check", "--baseline", "../ci/known.json").out())
        .isEqualTo("No findings in 1 file (1 in the baseline).\n");
    assertThat(shell.at("ci").run("check", "..", "--baseline", "known.json").code()).isZero();
    assertThat(
            shell
                .reading(HEAD + LOOP)
                .run("check", "-", "--stdin-filename", "train.py", "--baseline", "ci/known.json")
                .code())
        .isZero();
  }

  @Test
  void settingsNameItFromTheirOwnFolder() throws IOException {
    write();
    shell.file("tensorvet.toml", "baseline = \"known.json\"\n");
    assertThat(shell.run("check").code()).isZero();
    assertThat(shell.at("lib").run("check").out()).contains("1 in the baseline");
    shell.file("lib/tensorvet.toml", "");
    assertThat(told(shell.run("check", CONCISE)))
        .containsExactly("lib/net.py:7:module-unused-layer");
    shell.at("lib").run("check", "--write-baseline", "own.json");
    shell.file("lib/tensorvet.toml", "baseline = \"own.json\"\n");
    assertThat(shell.run("check").out()).isEqualTo("No findings in 2 files (2 in the baseline).\n");
    shell.file("empty.json", "{\"version\": 1, \"files\": {}}");
    assertThat(told(shell.run("check", CONCISE, "--baseline", "empty.json"))).hasSize(2);
  }

  @Test
  void aWrongOneCanBeWrittenAnew() throws IOException {
    shell.file("tensorvet.toml", "baseline = \"known.json\"\n").file("known.json", "<<<<<<<\n");
    Shell.Run run = shell.run("check");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("tensorvet: known.json:1:1: this is not valid JSON: ");
    assertThat(write().code()).isZero();
    assertThat(shell.run("check").code()).isZero();
  }

  @Test
  void oneThatIsNotThereStopsTheRun() {
    assertThat(check())
        .isEqualTo(
            new Shell.Run(
                2,
                "",
                "tensorvet: there is no baseline `known.json`:"
                    + " `tensorvet check --write-baseline known.json` writes one\n"));
  }

  @Test
  void itIsTheSameByteForByte() throws IOException {
    write();
    String first = shell.text("known.json");
    shell.run("check", "lib", "train.py", "-j1", "--write-baseline", "again.json");
    assertThat(shell.text("again.json")).isEqualTo(first);
  }

  @Test
  void ofARunThatIsNotWholeNoneIsWritten() throws IOException {
    Shell.Run run = shell.run("check", ".", "gone.py", "--write-baseline", "known.json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no baseline is written: not all could be checked");
    assertThat(folder.resolve("known.json")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--baseline a --write-baseline b | --write-baseline does not go together with --baseline",
        "--diff --write-baseline b | --diff writes nothing",
        "- --write-baseline b | a baseline is written of files",
        "--write-baseline b --output json=b | `b` cannot be written twice",
        "--write-baseline no/b | `no/b` cannot be written: there is no such directory"
      })
  void wrongUsageIsTold(String options, String message) {
    Shell.Run run = shell.run(("check " + options).split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
    assertThat(folder.resolve("b")).doesNotExist();
  }

  // --- what is left out is left out everywhere

  @Test
  void fixesLeaveWhatIsKnown() throws IOException {
    write();
    shell.file("new.py", HEAD + LOOP);
    assertThat(check("--diff").out()).contains("+++ b/new.py").doesNotContain("train.py");
    Shell.Run run = check("--fix");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEqualTo("tensorvet: 1 fix applied\n");
    assertThat(shell.text("train.py")).isEqualTo(HEAD + LOOP);
    assertThat(shell.text("new.py")).contains("optimizer.zero_grad()");
  }

  @Test
  void whatAFixLeavesIsWritten() throws IOException {
    Shell.Run run = shell.run("check", "--fix", "--write-baseline", "known.json");
    assertThat(run.code()).isZero();
    assertThat(shell.text("known.json"))
        .contains("module-unused-layer")
        .doesNotContain("zero-grad");
  }

  @Test
  void everyReportLeavesItOut() {
    write();
    assertThat(check("--statistics").out())
        .isEqualTo("No findings in 2 files (2 in the baseline).\n");
    JsonTree json =
        JsonTree.parse(shell.run("check", "--baseline=known.json", "--output=json").out());
    assertThat(json.list("findings")).isEmpty();
    assertThat(json.number("summary/baseline")).isEqualTo(2);
    JsonTree sarif =
        JsonTree.parse(shell.run("check", "--baseline=known.json", "--output=sarif").out());
    assertThat(sarif.list("runs/0/results")).isEmpty();
  }
}
