package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsFilesTest {

  private final Path folder;
  private final Shell shell;

  SettingsFilesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.shell =
        Shell.in(folder)
            .file("train.py", Project.MISSING_ZERO_GRAD)
            .file("lib/net.py", Project.UNUSED_LAYER);
  }

  /** The findings as {@code level path}. */
  private List<String> found(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "check";
    arguments[1] = "--output-format=concise";
    System.arraycopy(options, 0, arguments, 2, options.length);
    Shell.Run run = shell.run(arguments);
    assertThat(run.err()).isEmpty();
    return run.out()
        .lines()
        .filter(line -> line.contains("["))
        .filter(line -> !line.startsWith("["))
        .map(line -> line.replaceFirst("(.*?):.*?: (\\w+)\\[.*", "$2 $1"))
        .toList();
  }

  @Test
  void withoutSettingsTheDefaultRulesRun() {
    assertThat(found()).containsExactly("warning lib/net.py", "error train.py");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select = ['model'] | warning lib/net.py",
        "ignore = ['module-unused-layer'] | error train.py",
        "select = ['ALL']; ignore = ['ALL'] | ''",
        "exclude = ['lib'] | error train.py",
        "exclude = ['lib/'] | error train.py",
        "exclude = ['/train.py'] | warning lib/net.py",
        "exclude = ['n*.py'] | error train.py",
        "exclude = ['**/net.py'] | error train.py",
        "levels = {missing-zero-grad = 'advice'} | warning lib/net.py,advice train.py",
        "levels = {model = 'error'} | error lib/net.py,error train.py",
        "levels = {module-unused-layer = 'off'} | error train.py",
        "per-path = [{paths = ['lib/**'], ignore = ['model']}] | error train.py",
        "per-path = [{paths = ['lib'], levels = {model = 'error'}}] | error lib/net.py,error train.py",
        "per-path = [{paths = ['*.py'], levels = {model = 'off'}}] | error train.py"
      })
  void settingsHold(String settings, String expected) throws IOException {
    shell.file("tensorvet.toml", settings.replace("; ", "\n"));
    assertThat(String.join(",", found())).isEqualTo(expected);
  }

  @Test
  void theLastOfSeveralPathsWins() throws IOException {
    shell.file(
        "tensorvet.toml",
        """
        [[per-path]]
        paths = ["lib/**"]
        levels = { model = "error" }

        [[per-path]]
        paths = ["net.py"]
        levels = { model = "advice" }
        """);
    assertThat(found("lib")).containsExactly("advice lib/net.py");
  }

  @Test
  void theCommandLineSelectsInTheirPlaceAndIgnoresBesideThem() throws IOException {
    shell.file("tensorvet.toml", "select = ['model']\nignore = ['module-unused-layer']\n");
    assertThat(found("--select", "ALL")).containsExactly("error train.py");
    assertThat(found("--select", "ALL", "--ignore", "training")).isEmpty();
  }

  @Test
  void failOnIsTheSettingUnlessTheCommandLineSaysOtherwise() throws IOException {
    shell.file("tensorvet.toml", "fail-on = 'error'\n");
    assertThat(shell.run("check", "lib").code()).isZero();
    assertThat(shell.run("check", "lib", "--fail-on", "warning").code()).isEqualTo(1);
  }

  @Test
  void theNearestFileCountsAlone() throws IOException {
    shell
        .file("tensorvet.toml", "ignore = ['training']\n")
        .file("lib/tensorvet.toml", "")
        .file("lib/train.py", Project.MISSING_ZERO_GRAD);
    assertThat(found()).containsExactly("warning lib/net.py", "error lib/train.py");
  }

  @Test
  void ofOneFolderItsOwnFileCountsBeforePyproject() throws IOException {
    shell.file("pyproject.toml", "[tool.tensorvet]\nignore = ['training']\n");
    assertThat(found()).containsExactly("warning lib/net.py");
    shell.file("tensorvet.toml", "ignore = ['model']\n");
    assertThat(found()).containsExactly("error train.py");
    shell.file(".tensorvet.toml", "ignore = ['ALL']\n");
    assertThat(found()).isEmpty();
  }

  @Test
  void aPyprojectOfOtherToolsIsPassedOver() throws IOException {
    shell
        .file("tensorvet.toml", "ignore = ['training']\n")
        .file("lib/pyproject.toml", "[project]\nname = 'tensorvet-user'\n[tool.ruff]\nline = 3\n")
        .file("lib/train.py", Project.MISSING_ZERO_GRAD);
    assertThat(found()).containsExactly("warning lib/net.py");
  }

  @Test
  void namedSettingsAreTheOnlyOnes() throws IOException {
    shell
        .file("tensorvet.toml", "ignore = ['training']\n")
        .file("ci/strict.toml", "exclude = ['lib']\n");
    assertThat(found("--config", "ci/strict.toml")).containsExactly("error train.py");
  }

  @Test
  void excludedFilesAreCheckedWhenNamedUnlessForced() throws IOException {
    shell.file("tensorvet.toml", "exclude = ['train.py']\n");
    assertThat(found("train.py")).containsExactly("error train.py");
    Shell.Run forced = shell.run("check", "train.py", "--force-exclude");
    assertThat(forced.code()).isZero();
    assertThat(forced.out()).isEqualTo("No findings in 0 files.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selct = [] | 1:1: unknown setting `selct`; did you mean `select`?",
        "x = 1 | 1:1: unknown setting `x`",
        "ignore = ['model', 'missing-zero-gard'] | 1:20: there is no rule or category"
            + " `missing-zero-gard`; did you mean `missing-zero-grad`?",
        "levels = {missing-zero-gard = 'off'} | 1:11: there is no rule or category"
            + " `missing-zero-gard`; did you mean `missing-zero-grad`?",
        "levels = {model = 'eror'} | 1:19: a level is one of `error`, `warning`, `advice` and `off`",
        "levels = 'off' | 1:10: a table of rules and levels is expected here",
        "fail-on = 3 | 1:11: a level is one of `error`, `warning`, `advice` and `off`",
        "fail-on = 'off' | 1:11: `fail-on` is one of `error`, `warning` and `advice`;"
            + " `--exit-zero` lets all pass",
        "select = 'ALL' | 1:10: a list of texts is expected here",
        "exclude = [1] | 1:12: a text is expected here",
        "per-path = [{ignore = ['ALL']}] | 1:13: `paths` is missing",
        "per-path = [{paths = [], ignor = []}] | 1:26: unknown setting `ignor`;"
            + " did you mean `ignore`?",
        "select = | 1:9: Unexpected end of input, expected a value"
      })
  void whatMeansNothingStopsTheRunAtItsPlace(String settings, String message) throws IOException {
    shell.file("tensorvet.toml", settings);
    assertThat(shell.run("check"))
        .isEqualTo(new Shell.Run(2, "", "tensorvet: tensorvet.toml:" + message + "\n"));
  }

  @Test
  void aPyprojectIsToldByItsOwnLines() throws IOException {
    shell.file("lib/pyproject.toml", "[project]\n\n[tool.tensorvet]\nselekt = ['ALL']\n");
    assertThat(shell.run("check").err())
        .isEqualTo(
            "tensorvet: lib/pyproject.toml:4:1: unknown setting `selekt`; did you mean `select`?\n");
    shell.file("lib/pyproject.toml", "[tool]\ntensorvet = true\n");
    assertThat(shell.run("check").err())
        .isEqualTo("tensorvet: lib/pyproject.toml:2:13: `tensorvet` is to be a table\n");
  }

  @Test
  void settingsInAnotherEncodingAreToldToBeSuch() throws IOException {
    Files.write(folder.resolve("tensorvet.toml"), "# ü".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(shell.run("check"))
        .isEqualTo(
            new Shell.Run(2, "", "tensorvet: tensorvet.toml: the settings are not valid UTF-8\n"));
  }

  @Test
  void aFolderOfTheNameIsNoSettingsFile() throws IOException {
    Files.createDirectories(folder.resolve("tensorvet.toml"));
    assertThat(found("train.py")).containsExactly("error train.py");
  }
}
