package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.rule.RulePages;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands beside {@code check}. */
final class MainTest {

  private final Shell shell;

  MainTest(@TempDir Path folder) {
    this.shell = Shell.in(folder);
  }

  @Test
  void withoutACommandTheUsageIsToldOnStandardError() {
    Shell.Run run = shell.run();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Usage: tensorvet").contains("check", "explain", "inspect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpIsAnOutput(String argument) {
    Shell.Run run = shell.run(argument);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Usage: tensorvet").contains("check", "explain", "inspect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check --help", "check -h", "help check"})
  void eachCommandHasHelp(String arguments) {
    Shell.Run run = shell.run(arguments.split(" ", -1));
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("Usage: tensorvet check")
        .contains("--fix ", "--baseline=FILE", "Exit codes: 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "-V"})
  void theVersion(String argument) {
    assertThat(shell.run(argument))
        .isEqualTo(new Shell.Run(0, "tensorvet " + Main.VERSION + "\n", ""));
  }

  @Test
  void aMisspeltCommandIsSuggested() {
    Shell.Run run = shell.run("chek");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("'chek'", "Did you mean: tensorvet check");
  }

  @Test
  void explainPrintsTheRulesPage() {
    Shell.Run run = shell.run("explain", "missing-zero-grad");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("# missing-zero-grad\n").contains("## Why", "## Bad");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing-zero-gard | there is no rule `missing-zero-gard`; did you mean `missing-zero-grad`?",
        "E501 | there is no rule `E501`"
      })
  void explainSuggestsTheRuleThatWasMeant(String rule, String message) {
    assertThat(shell.run("explain", rule))
        .isEqualTo(new Shell.Run(2, "", "tensorvet: " + message + "\n"));
  }

  @Test
  void rulesAreListedOneALine() {
    Shell.Run run = shell.run("rules");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .hasSameSizeAs(RulePages.load().all())
        .anyMatch(line -> line.startsWith("missing-zero-grad (training, error): "));
  }

  @ParameterizedTest
  @CsvSource({"--tree, Assign", "--names, torch: import 1:8 -> torch", "--flow, optimizer"})
  void inspectShowsAStage(String stage, String shown) throws IOException {
    shell.file("train.py", Project.MISSING_ZERO_GRAD);
    Shell.Run run = shell.run("inspect", "train.py", stage);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains(shown);
  }

  @Test
  void inspectShowsWhatJavaDoesInOrder() throws IOException {
    shell.file(
        "A.java",
        "class A {\n  void run(B b) {\n    if (b.is()) {\n      b.go();\n    }\n  }\n}\n");
    assertThat(shell.run("inspect", "A.java", "--flow").out())
        .contains("function void run(B b)", "3: b.is()", "4: b.go()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--tree", "--names", "--flow"})
  void inspectReadsWhatItCanOfABrokenFile(String stage) throws IOException {
    shell.file("broken.py", "def f(:\n  x = (\n\0\ny = 1\n");
    Shell.Run run = shell.run("inspect", "broken.py", stage);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inspect --tree nope.py | tensorvet: nope.py: there is no such file or directory",
        "inspect --tree . | tensorvet: .: this is a directory, not a file",
        "inspect x.py | Error: Missing required argument",
        "explain | Missing required parameter: 'RULE'"
      })
  void wrongUsageIsToldOnStandardError(String arguments, String message) {
    Shell.Run run = shell.run(arguments.split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
  }
}
