package dev.tensorvet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.rules.Findings;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.MemoryTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SuppressionsTest {

  /** Two findings of one rule, in two lines. */
  private static final String NET =
      """
      from torch import nn

      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.head = nn.Linear(2, 2)
              self.a = nn.Linear(2, 2){A}
      {OWN}        self.b = nn.Linear(
                  2, 2
              ){B}

          def forward(self, x):
              return self.head(x)
      """;

  private static String net(String mark, String comment) {
    String code = NET.replace("{" + mark + "}", comment);
    return Stream.of("A", "OWN", "B")
        .reduce(code, (text, other) -> text.replace("{" + other + "}", ""));
  }

  /** Findings as {@code line:rule}, then suppressed ones in brackets, then problems. */
  private static List<String> outcome(SourceFile file) {
    Tensorvet tensorvet = new Tensorvet(new MemoryTree(Map.of()));
    Path path = MemoryTree.ROOT.resolve(file.path());
    tensorvet.put(path, file);
    Report report =
        tensorvet.check(
            List.of(path),
            Findings::everyRule,
            p -> Problem.unreadable(p + "", ""),
            Recall.NONE,
            1);
    Stream<String> findings =
        report.findings().stream()
            .map(r -> line(r.finding().place().file(), r.finding().place().span().start()))
            .map(line -> line + "");
    Stream<String> suppressed =
        report.suppressed().stream()
            .map(r -> line(r.finding().place().file(), r.finding().place().span().start()))
            .map(line -> "(" + line + ")");
    Stream<String> problems =
        report.problems().stream()
            .map(
                p ->
                    p.place()
                        .map(place -> place.file().locate(place.span().start()) + " " + p.message())
                        .orElse(p.message()));
    return Stream.of(findings, suppressed, problems)
        .flatMap(all -> all)
        .collect(Collectors.toList());
  }

  private static int line(SourceFile file, int offset) {
    return file.locate(offset).line();
  }

  private static List<String> outcome(String code) {
    return outcome(SourceFile.of("main.py", Language.PYTHON, code));
  }

  @Test
  void withoutACommentAllIsFound() {
    assertThat(outcome(net("A", ""))).containsExactly("7", "8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  # tensorvet: ignore[module-unused-layer]",
        "  # tensorvet: ignore[module-unused-layer] kept for old checkpoints",
        "  #tensorvet:ignore[ module-unused-layer ]",
        "  # noqa: E501  # tensorvet: ignore[module-unused-layer]",
        "  # tensorvet: ignore[module-unused-layer] # type: ignore"
      })
  void atTheEndOfALineForTheLine(String comment) {
    assertThat(outcome(net("A", comment))).containsExactly("8", "(7)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "        # tensorvet: ignore[module-unused-layer]\n",
        "# tensorvet: ignore[module-unused-layer] whatever its indentation\n",
        "        # tensorvet: ignore[module-unused-layer]\n\n        # and more words\n"
      })
  void aloneForTheStatementThatFollows(String comment) {
    assertThat(outcome(net("OWN", comment)))
        .hasSize(2)
        .startsWith("7")
        .last()
        .asString()
        .startsWith("(");
  }

  @Test
  void atTheFirstLineOfALongStatement() {
    assertThat(
            outcome(
                net("A", "")
                    .replace(
                        "nn.Linear(\n", "nn.Linear(  # tensorvet: ignore[module-unused-layer]\n")))
        .containsExactly("7", "(8)");
  }

  @Test
  void anotherLineOfALongStatementIsNotTheLineOfTheFinding() {
    assertThat(outcome(net("B", "  # tensorvet: ignore[module-unused-layer]")))
        .containsExactly("7", "8", "10:32 nothing here is found by `module-unused-layer`");
  }

  @Test
  void forTheWholeFile() {
    assertThat(outcome("# tensorvet: ignore-file[module-unused-layer] vendored\n" + net("A", "")))
        .containsExactly("(8)", "(9)");
    assertThat(outcome(net("A", "") + "# tensorvet: ignore-file[module-unused-layer]\n"))
        .containsExactly("(7)", "(8)");
  }

  @Test
  void severalRules() {
    assertThat(
            outcome(net("A", "  # tensorvet: ignore[missing-zero-grad, module-unused-layer] both")))
        .containsExactly("8", "(7)", "7:55 nothing here is found by `missing-zero-grad`");
  }

  @Test
  void oneThatSilencesNothingIsReported() {
    assertThat(outcome("x = 1  # tensorvet: ignore[missing-zero-grad]\n"))
        .containsExactly("1:28 nothing here is found by `missing-zero-grad`");
    assertThat(outcome("# tensorvet: ignore-file[missing-zero-grad]\n"))
        .containsExactly("1:26 nothing here is found by `missing-zero-grad`");
  }

  @Test
  void aRuleThatThereIsNotIsReported() {
    assertThat(outcome("x = 1  # tensorvet: ignore[missing-zero-gard]\n"))
        .containsExactly("1:28 there is no rule `missing-zero-gard`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# tensorvet: ignore",
        "# tensorvet: ignore[]",
        "# tensorvet: ignore-file",
        "# tensorvet: ignore missing-zero-grad"
      })
  void oneWithoutARuleIsReportedAndSilencesNothing(String comment) {
    assertThat(outcome(net("A", "  " + comment)))
        .containsExactly(
            "7", "8", "7:35 a suppression names its rules: `# tensorvet: ignore[rule-name]`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# noqa",
        "# type: ignore[attr-defined]",
        "# tensorvet is nice",
        "x = '# tensorvet: ignore[a]'"
      })
  void otherCommentsAndStringsMeanNothing(String text) {
    assertThat(outcome(text + "\n")).isEmpty();
  }

  @Test
  void inACellOfANotebook() {
    String notebook =
        """
        {"cells": [
          {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1, "source": [
            "import torch\\n", "model = torch.nn.Linear(2, 1)\\n",
            "optimizer = torch.optim.SGD(model.parameters(), lr=0.1)"]},
          {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 2, "source": [
            "for x, y in batches:\\n", "    loss = (model(x) - y).square().mean()\\n",
            "    loss.backward()\\n", "    optimizer.step()COMMENT"]}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        """;
    assertThat(outcome(notebook(notebook, ""))).hasSize(1).first().asString().doesNotContain("(");
    assertThat(outcome(notebook(notebook, "  # tensorvet: ignore[missing-zero-grad]")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("(");
  }

  private static SourceFile notebook(String text, String comment) {
    return SourceFile.of("main.ipynb", Language.NOTEBOOK, text.replace("COMMENT", comment));
  }
}
