package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckCommandTest {

  private static final String CONCISE = "--output-format=concise";

  private final Path folder;
  private final Shell shell;

  CheckCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.shell =
        Shell.in(folder)
            .file("train.py", Project.MISSING_ZERO_GRAD)
            .file("net.py", Project.UNUSED_LAYER)
            .file("clean.py", Project.CLEAN);
  }

  /** The findings of a run as {@code path:rule}. */
  private static List<String> found(Shell.Run run) {
    return run.out()
        .lines()
        .filter(line -> line.contains(": error[") || line.contains(": warning["))
        .map(line -> line.replaceFirst(":.*?\\[(.*?)].*", ":$1"))
        .toList();
  }

  // --- what is checked

  @Test
  void theWorkingDirectoryWhenNothingIsNamed() {
    assertThat(found(shell.run("check", CONCISE)))
        .containsExactly("net.py:module-unused-layer", "train.py:missing-zero-grad");
  }

  @Test
  void eachFileOnceHoweverOftenItIsNamed() {
    assertThat(found(shell.run("check", CONCISE, "train.py", ".", "./train.py")))
        .containsExactly("net.py:module-unused-layer", "train.py:missing-zero-grad");
  }

  @Test
  void aNamedFileWhateverItIsCalled() throws IOException {
    shell.file("script", Project.MISSING_ZERO_GRAD);
    assertThat(found(shell.run("check", CONCISE, "script")))
        .containsExactly("script:missing-zero-grad");
  }

  @Test
  void aPathThatIsNotThereIsToldAndTheOthersAreChecked() {
    Shell.Run run = shell.run("check", CONCISE, "nope.py", "train.py");
    assertThat(run.code()).isEqualTo(2);
    assertThat(found(run)).contains("train.py:missing-zero-grad");
    assertThat(run.out())
        .contains("nope.py: warning[unreadable-file] there is no such file or directory");
    assertThat(shell.run("check", "nope.py", "--exit-zero").code()).isEqualTo(2);
  }

  @Test
  void aLinkThatLeadsNowhereIsToldAsAFileThatIsNotThere() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.py"), Path.of("gone.py"));
    Files.createSymbolicLink(folder.resolve("circle.py"), Path.of("circle.py"));
    Shell.Run run = shell.run("check", CONCISE, "link.py", "clean.py");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("link.py: warning[unreadable-file] this link leads nowhere");
    assertThat(shell.run("check", "circle.py").code()).isEqualTo(2);
    assertThat(shell.run("check", CONCISE).out()).doesNotContain("unreadable-file");
  }

  @Test
  void aPathThatNoFileCanHaveIsToldAsOne() {
    Shell.Run run = shell.run("check", "a\0b.py");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there can be no file `a\0b.py`: Nul character not allowed");
  }

  @Test
  void ofANotebookInAnotherLanguageItIsToldWhenItIsNamed() throws IOException {
    shell.file(
        "fit.ipynb",
        """
        {"cells": [{"cell_type": "code", "source": "x <- c(1"}],
         "metadata": {"kernelspec": {"language": "R"}}, "nbformat": 4}
        """);
    Shell.Run run = shell.run("check", CONCISE, "fit.ipynb");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith(
            "fit.ipynb: advice[other-language] the code of this notebook is R, which is not"
                + " checked\n");
    assertThat(shell.run("check", CONCISE, "--fix", "fit.ipynb", "clean.py").out())
        .contains("fit.ipynb: advice[other-language]");
    assertThat(shell.run("check", ".").out()).doesNotContain("fit.ipynb");
    assertThat(shell.run("check", "clean.py", "--fail-on", "advice").code()).isZero();
  }

  @Test
  void aFolderWithoutPythonFilesIsCleanAndSaysWhy() throws IOException {
    shell.file("docs/readme.md", "x = (");
    Shell.Run run = shell.run("check", "docs");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("No findings in 0 files.\n");
    assertThat(run.err()).isEqualTo("tensorvet: warning: no Python or Java files were found\n");
  }

  @Test
  void whatGitIgnoresIsLeftOut() throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    shell
        .file(".gitignore", "/build\n*.gen.py\n!kept.gen.py\n")
        .file("build/train.py", Project.MISSING_ZERO_GRAD)
        .file("x.gen.py", Project.MISSING_ZERO_GRAD)
        .file("kept.gen.py", Project.MISSING_ZERO_GRAD)
        .file("lib/.gitignore", "train.py")
        .file("lib/train.py", Project.MISSING_ZERO_GRAD);
    String[] check = {"check", CONCISE, "--select", "training"};
    assertThat(found(shell.run(check)))
        .containsExactly("kept.gen.py:missing-zero-grad", "train.py:missing-zero-grad");
    assertThat(found(shell.at("lib").run(check))).isEmpty();
    assertThat(found(shell.run("check", CONCISE, "lib/train.py")))
        .containsExactly("lib/train.py:missing-zero-grad");
    String[] hook = {
      "check", CONCISE, "--force-exclude", "lib/train.py", "build/train.py", "x.gen.py", "build"
    };
    assertThat(found(shell.run(hook))).isEmpty();
    assertThat(found(shell.run("check", CONCISE, "build")))
        .containsExactly("build/train.py:missing-zero-grad");
  }

  @Test
  void aLineOfGitsThatIsNoPatternLeavesTheOthers() throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    shell
        .file(".gitignore", "[\r\na[b\r\n/build\r\n\\\r\n")
        .file("build/train.py", Project.MISSING_ZERO_GRAD);
    assertThat(found(shell.run("check", CONCISE, "--select", "training")))
        .containsExactly("train.py:missing-zero-grad");
  }

  @Test
  void virtualEnvironmentsAreLeftOut() throws IOException {
    shell
        .file(".venv/lib/train.py", Project.MISSING_ZERO_GRAD)
        .file("node_modules/train.py", Project.MISSING_ZERO_GRAD);
    assertThat(found(shell.run("check", CONCISE, "--select", "training")))
        .containsExactly("train.py:missing-zero-grad");
    String[] named = {".venv", ".venv/lib", ".venv/lib/train.py"};
    for (String path : named) {
      assertThat(found(shell.run("check", CONCISE, path)))
          .containsExactly(".venv/lib/train.py:missing-zero-grad");
      assertThat(found(shell.run("check", CONCISE, "--force-exclude", path))).isEmpty();
    }
  }

  @Test
  void aRepositoryMayLieInAFolderThatIsLeftOutElsewhere() throws IOException {
    Files.createDirectories(folder.resolve("venv/.git"));
    shell.file("venv/train.py", Project.MISSING_ZERO_GRAD);
    for (String path : List.of(".", "train.py")) {
      assertThat(found(shell.at("venv").run("check", CONCISE, "--force-exclude", path)))
          .containsExactly("train.py:missing-zero-grad");
    }
  }

  @Test
  void pathsAreShownFromTheWorkingDirectory() throws IOException {
    shell.file("a/b/train.py", Project.MISSING_ZERO_GRAD);
    assertThat(found(shell.at("a").run("check", CONCISE)))
        .containsExactly("b/train.py:missing-zero-grad");
    assertThat(found(shell.at("a/b").run("check", CONCISE, "../../net.py")))
        .containsExactly(folder.toAbsolutePath().normalize() + "/net.py:module-unused-layer");
  }

  // --- exit codes

  @ParameterizedTest
  @CsvSource({
    "clean.py, error, 0",
    "clean.py, advice, 0",
    "net.py, error, 0",
    "net.py, warning, 1",
    "net.py, advice, 1",
    "train.py, error, 1",
    "train.py, ADVICE, 1"
  })
  void findingsFromALevelOnFailTheRun(String file, String failOn, int code) {
    assertThat(shell.run("check", file, "--fail-on", failOn).code()).isEqualTo(code);
  }

  @Test
  void warningsFailARunByDefault() {
    assertThat(shell.run("check", "net.py").code()).isEqualTo(1);
  }

  @Test
  void exitZeroLetsFindingsPass() {
    Shell.Run run = shell.run("check", "--exit-zero", CONCISE);
    assertThat(run.code()).isZero();
    assertThat(found(run)).hasSize(2);
  }

  @Test
  void aFileThatDoesNotParseFailsTheRunLikeAWarning() throws IOException {
    shell.file("broken.py", "x = (\n");
    assertThat(shell.run("check", "broken.py").code()).isEqualTo(1);
    assertThat(shell.run("check", "broken.py", "--fail-on", "error").code()).isZero();
  }

  // --- which rules run

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--select missing-zero-grad | train.py:missing-zero-grad",
        "--select training | train.py:missing-zero-grad",
        "--select model,training --ignore missing-zero-grad | net.py:module-unused-layer",
        "--select ALL --ignore model | train.py:missing-zero-grad",
        "--ignore training --ignore model | ''",
        "--ignore ALL | ''",
        "--select model --ignore model | ''"
      })
  void rulesAreChosenByNameCategoryOrAll(String options, String expected) {
    String[] arguments = ("check " + CONCISE + " " + options).split(" ", -1);
    assertThat(String.join(" ", found(shell.run(arguments)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--select", "--ignore"})
  void aMisspeltRuleStopsTheRun(String option) {
    Shell.Run run = shell.run("check", option, "missing-zero-gard");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "tensorvet: there is no rule or category `missing-zero-gard`;"
                + " did you mean `missing-zero-grad`?\n");
  }

  @Test
  void whatIsLikeNoRuleGetsNoSuggestion() {
    assertThat(shell.run("check", "--select", "E501").err())
        .isEqualTo("tensorvet: there is no rule or category `E501`\n");
  }

  // --- fixes

  @Test
  void fixWritesTheFileAndReportsWhatIsLeft() throws IOException {
    Shell.Run run = shell.run("check", "--fix", CONCISE);
    assertThat(shell.text("train.py"))
        .isEqualTo(
            Project.MISSING_ZERO_GRAD.replace(
                "    loss.backward()", "    optimizer.zero_grad()\n    loss.backward()"));
    assertThat(shell.text("net.py")).isEqualTo(Project.UNUSED_LAYER);
    assertThat(found(run)).containsExactly("net.py:module-unused-layer");
    assertThat(run.err()).isEqualTo("tensorvet: 1 fix applied\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(shell.run("check", "--fix", "train.py").code()).isZero();
  }

  @Test
  void aFileOfSeveralNamesIsFixedOnce() throws IOException {
    for (String link : List.of("one.py", "two.py")) {
      Files.createSymbolicLink(folder.resolve(link), Path.of("train.py"));
    }
    Shell.Run run = shell.run("check", "--fix", CONCISE, "one.py", "two.py");
    assertThat(run.err()).isEqualTo("tensorvet: 1 fix applied\n");
    assertThat(run.code()).isZero();
    assertThat(shell.run("check", "train.py").code()).isZero();
  }

  @Test
  void diffShowsWhatFixWouldDoAndWritesNothing() throws IOException {
    Shell.Run run = shell.run("check", "--diff");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            --- a/train.py
            +++ b/train.py
            @@ -5,6 +5,7 @@
             total = 0.0
             for inputs, targets in batches:
                 loss = (model(inputs) - targets).square().mean()
            +    optimizer.zero_grad()
                 loss.backward()
                 optimizer.step()
                 total += loss.item()
            """);
    assertThat(shell.text("train.py")).isEqualTo(Project.MISSING_ZERO_GRAD);
    assertThat(shell.run("check", "--diff", "--exit-zero").code()).isZero();
    assertThat(shell.run("check", "--diff", "net.py")).isEqualTo(new Shell.Run(0, "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r", "\n"})
  void aFixKeepsLineEndsAndByteOrderMark(String end) throws IOException {
    String text = "\uFEFF" + Project.MISSING_ZERO_GRAD.replace("\n", end);
    shell.file("train.py", text);
    String fixed =
        text.replace(
            "    loss.backward()", "    optimizer.zero_grad()" + end + "    loss.backward()");
    assertThat(shell.run("check", "--fix", "train.py").code()).isZero();
    assertThat(shell.text("train.py")).isEqualTo(fixed);
  }

  @Test
  void aFixKeepsTheEncoding() throws IOException {
    String text = "# coding: latin-1\n# Schönwetter\n" + Project.MISSING_ZERO_GRAD;
    Files.write(folder.resolve("train.py"), text.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(shell.run("check", "--fix", "train.py").code()).isZero();
    assertThat(Files.readString(folder.resolve("train.py"), StandardCharsets.ISO_8859_1))
        .startsWith("# coding: latin-1\n# Schönwetter\n")
        .contains("optimizer.zero_grad()");
  }

  @Test
  void aFileWithCharactersThatCannotBeReadIsNotFixed() throws IOException {
    byte[] bytes = (Project.MISSING_ZERO_GRAD + "# \u00FC\n").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("train.py"), bytes);
    Shell.Run run = shell.run("check", "--fix", "train.py", CONCISE);
    assertThat(Files.readAllBytes(folder.resolve("train.py"))).isEqualTo(bytes);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("[encoding-error]").contains("[missing-zero-grad]");
  }

  // --- reports

  @Test
  void textShowsTheCode() {
    Shell.Run run = shell.run("check", "train.py");
    assertThat(run.out())
        .startsWith("error[missing-zero-grad] [*]: ")
        .contains("--> train.py:9:5\n", " 9 |     optimizer.step()\n   |     ^^^^^^^^^^^^^^^^\n")
        .endsWith("\nFound 1 error in 1 file.\n[*] 1 fixable with `--fix`.\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void jsonAndSarifAreReadByMachines() {
    JsonTree json = JsonTree.parse(shell.run("check", "--output-format", "json").out());
    assertThat(json.list("findings")).hasSize(2);
    assertThat(json.text("findings/1/path")).isEqualTo("train.py");
    JsonTree sarif = JsonTree.parse(shell.run("check", "--output-format", "sarif").out());
    assertThat(sarif.list("runs/0/results")).hasSize(2);
    assertThat(shell.run("check", "--output-format", "github").out())
        .contains("::error title=tensorvet (missing-zero-grad),file=train.py,line=9,col=5,");
  }

  @Test
  void anUnknownFormatStopsTheRun() {
    assertThat(shell.run("check", "--output-format", "jason"))
        .isEqualTo(
            new Shell.Run(
                2, "", "tensorvet: there is no output format `jason`; did you mean `json`?\n"));
  }

  @Test
  void statisticsCountAndNoMore() {
    assertThat(shell.run("check", "--statistics").out())
        .isEqualTo(
            """
            1  [*] missing-zero-grad
            1  [ ] module-unused-layer
            Found 1 error and 1 warning in 3 files.
            [*] 1 fixable with `--fix`.
            """);
  }

  @Test
  void aReportGoesIntoAFileWithoutColour() throws IOException {
    Shell.Run run =
        shell.with("FORCE_COLOR", "1").onTerminal().run("check", "train.py", "-o", "report.txt");
    assertThat(run).isEqualTo(new Shell.Run(1, "", ""));
    assertThat(shell.text("report.txt"))
        .startsWith("error[missing-zero-grad]")
        .doesNotContain("\u001B");
  }

  @Test
  void configurationsAreFoundAndDataIsLeftOut() throws IOException {
    String twice = "{\"lr\": 1, \"lr\": 2}";
    for (String file :
        List.of(
            "conf/model.yml",
            "conf/data.json",
            "train_config.json",
            "results.json",
            "package.json",
            ".github/settings.yaml",
            ".hidden.yaml",
            "conf/.ipynb_checkpoints/model.yaml",
            "conf/poetry.lock.json")) {
      shell.file(file, twice);
    }
    shell.file("conf/large.json", "{\"a\": \"" + "x".repeat(600_000) + "\", \"lr\": 1, \"lr\": 2}");
    assertThat(
            shell
                .run("check", CONCISE, "--select", "config")
                .out()
                .lines()
                .filter(l -> l.contains("lr")))
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactly("conf/data.json", "conf/model.yml", "train_config.json");
    // What is named is checked, whatever it is called.
    assertThat(shell.run("check", CONCISE, "--select", "config", "results.json").out())
        .contains("results.json:1:11: error[config-duplicate-key]");
  }

  @Test
  void oneRunGivesSeveralReports() throws IOException {
    Shell.Run alone = shell.with("FORCE_COLOR", "1").run("check", CONCISE);
    Shell.Run run =
        shell
            .with("FORCE_COLOR", "1")
            .run("check", CONCISE, "--output", "sarif=out.sarif", "--output", "text=out.txt");
    assertThat(run).isEqualTo(alone);
    assertThat(JsonTree.parse(shell.text("out.sarif")).list("runs/0/results")).hasSize(2);
    assertThat(shell.text("out.txt")).contains("--> train.py:9:5").doesNotContain("\u001B");
    // Beside reports in files a person still wants to read one.
    assertThat(shell.run("check", "--output=json=out.json")).isEqualTo(shell.run("check"));
    String json = shell.text("out.json");
    for (String stdout : List.of("json", "json=", "json=-")) {
      Shell.Run piped = shell.run("check", "--output", stdout, "--output", "gitlab=gl=1.json");
      assertThat(piped.out()).isEqualTo(json);
    }
    assertThat(folder.resolve("gl=1.json")).exists();
    shell.run("check", "-o", "main.txt", "--output", "junit=j.xml", "--statistics");
    assertThat(shell.text("main.txt")).startsWith("1  [*] missing-zero-grad\n");
    assertThat(shell.text("j.xml")).contains("<failure ");
  }

  @Test
  void aReportThatCannotBeWrittenDoesNotKeepTheOthers() throws IOException {
    Shell.Run run =
        shell.run("check", CONCISE, "--output", "json=no/folder", "--output", "json=out.json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(found(run)).hasSize(2);
    assertThat(run.err())
        .isEqualTo("tensorvet: `no/folder` cannot be written: there is no such directory\n");
    assertThat(folder.resolve("out.json")).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--output json=a --output sarif=./a | `a` cannot be written twice in one run",
        "--output json=lib/a --output sarif=link/a | `link/a` cannot be written twice in one run",
        "-o a --output sarif=a | `a` cannot be written twice in one run",
        "--output json --output sarif | two reports cannot both go to standard output",
        "--output-format text --output sarif=- | two reports cannot both go to standard output",
        "--statistics --output sarif | two reports cannot both go to standard output",
        "--output jason=a | there is no output format `jason`; did you mean `json`?",
        "--output =a | there is no output format ``",
        "--output json --diff | --diff prints no report"
      })
  void reportsThatGoToOnePlaceStopTheRun(String options, String message) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("lib"));
    Shell.Run run = shell.run(("check " + options).split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"no/such/folder.txt, there is no such directory", "sub, Is a directory"})
  void aReportThatCannotBeWrittenFailsTheRun(String file, String reason) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Shell.Run run = shell.run("check", "--output-file", file);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("tensorvet: `%s` cannot be written: %s\n".formatted(file, reason));
  }

  @Test
  void coloursFollowTheTerminalTheEnvironmentAndTheUser() {
    String[] check = {"check", "train.py"};
    String[] always = {"check", "train.py", "--color", "always"};
    String[] never = {"check", "train.py", "--color=never"};
    assertThat(isColoured(shell.run(check))).isFalse();
    assertThat(isColoured(shell.onTerminal().run(check))).isTrue();
    assertThat(isColoured(shell.with("FORCE_COLOR", "1").run(check))).isTrue();
    assertThat(isColoured(shell.with("FORCE_COLOR", "0").run(check))).isFalse();
    assertThat(isColoured(shell.with("NO_COLOR", "1").onTerminal().run(check))).isFalse();
    assertThat(isColoured(shell.with("NO_COLOR", "").onTerminal().run(check))).isTrue();
    assertThat(isColoured(shell.with("NO_COLOR", "1").run(always))).isTrue();
    assertThat(isColoured(shell.with("FORCE_COLOR", "1").run(never))).isFalse();
  }

  private static boolean isColoured(Shell.Run run) {
    return run.out().contains("\u001B[");
  }

  // --- standard input

  @Test
  void standardInputStandsForAPathAndIsCheckedInItsPlace() throws IOException {
    shell
        .file("tensorvet.toml", "[[per-path]]\npaths = [\"lib/**\"]\nignore = [\"training\"]\n")
        .file("lib/x.py", "");
    Shell piped = shell.reading(Project.MISSING_ZERO_GRAD);
    assertThat(found(piped.run("check", CONCISE, "-")))
        .containsExactly("stdin.py:missing-zero-grad");
    assertThat(found(piped.run("check", CONCISE, "-", "--stdin-filename", "src/a.py")))
        .containsExactly("src/a.py:missing-zero-grad");
    assertThat(found(piped.run("check", CONCISE, "-", "--stdin-filename", "lib/x.py"))).isEmpty();
  }

  @Test
  void standardInputSeesTheFilesBesideItsPath() throws IOException {
    shell.file("opt.py", "def clear(o):\n    o.zero_grad()\n");
    String text =
        "from opt import clear\n"
            + Project.MISSING_ZERO_GRAD.replace(
                "    loss.backward()", "    clear(optimizer)\n    loss.backward()");
    assertThat(shell.reading(text).run("check", "-", "--stdin-filename", "train.py").code())
        .isZero();
  }

  @Test
  void standardInputIsReadInItsOwnEncoding() {
    byte[] text = "# coding: latin-1\nx = 'ü'\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(shell.reading(text).run("check", "-").code()).isZero();
  }

  @Test
  void fixedStandardInputGoesToStandardOutput() throws IOException {
    Shell.Run run =
        shell
            .reading(Project.MISSING_ZERO_GRAD)
            .run("check", "-", "--fix", "--stdin-filename", "clean.py");
    assertThat(run.out()).contains("    optimizer.zero_grad()\n    loss.backward()\n");
    assertThat(run.err()).contains("No findings in 1 file.");
    assertThat(shell.text("clean.py")).isEqualTo(Project.CLEAN);
    Shell.Run nothing = shell.reading(Project.CLEAN).run("check", "-", "--fix");
    assertThat(nothing.out()).isEqualTo(Project.CLEAN);
    assertThat(folder.resolve("stdin.py")).doesNotExist();
  }

  @Test
  void standardInputStandsAlone() {
    assertThat(shell.run("check", "-", "train.py"))
        .isEqualTo(
            new Shell.Run(
                2, "", "tensorvet: `-` stands alone: standard input is checked by itself\n"));
  }

  // --- usage

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fixx | Unknown option: '--fixx'",
        "--jobs 0 | --jobs takes a number from 1",
        "--jobs x | Invalid value for option '--jobs'",
        "--fail-on never | expected one of [ERROR, WARNING, ADVICE]",
        "--config nope.toml | there is no settings file `nope.toml`",
        "--output-format | Missing required parameter for option '--output-format'"
      })
  void wrongUsageIsToldOnStandardError(String options, String message) {
    Shell.Run run = shell.run(("check " + options).split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
  }

  @Test
  void theReportIsTheSameForAnyNumberOfThreadsAndWithoutCache() {
    Shell.Run one = shell.run("check", "--jobs", "1");
    assertThat(shell.run("check", "-j2")).isEqualTo(one);
    assertThat(shell.run("check", "-j8", "--no-cache")).isEqualTo(one);
  }
}
