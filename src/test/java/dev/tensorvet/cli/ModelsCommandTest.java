package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelsCommandTest {

  private static final String NET =
      """
      import torch
      from torch import nn

      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.conv = nn.Conv2d(3, 8, 3)
              self.head = nn.Linear(8, 10)

          def forward(self, x):
              return self.head(self.conv(x).mean((2, 3)))

      class Table(nn.Module):
          def __init__(self):
              super().__init__()
              self.words = nn.Embedding(100, 16)

          def forward(self, tokens):
              return self.words(tokens)
      """;

  private final Path folder;
  private final Shell shell;

  ModelsCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.shell = Shell.in(folder).file("net.py", NET);
  }

  private static JsonTree json(Shell.Run run) {
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return JsonTree.parse(run.out());
  }

  private static List<String> names(Shell.Run run) {
    return JsonTree.parse(run.out()).list("models").stream()
        .map(model -> model.text("path") + ":" + model.text("name"))
        .toList();
  }

  // --- what is shown

  @Test
  void layersSumsAndMemoryAsText() {
    Shell.Run run = shell.run("models", "--model", "net.py:Net", "--input", "(B, 3, 32, 32)");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Net (net.py:4)\n  built as Net()\n")
        .contains("  input x (B, 3, 32, 32) float32, as written\n")
        .containsPattern(
            "conv +Conv2d +11 +\\(B, 3, 32, 32\\) +\\(B, 8, 30, 30\\) +224 +389 k +12.0 KiB\n")
        .contains("  314 parameters, all trainable\n")
        .containsPattern("memory to train +weights +gradients +state +batch 1 +batch 8 ")
        .containsPattern("float32, Adam +1.23 KiB +1.23 KiB +2.45 KiB ")
        .endsWith("\n1 model\n");
  }

  @Test
  void whereTheSizeIsNotKnownItIsSaidWhatWouldTellIt() {
    assertThat(shell.run("models", "--model", "net.py:Net").out())
        .contains("input x (B, 3, H, W) float32, from what the layers take\n")
        .contains("FLOPs and memory depend on H, W: `--input` says how large the inputs are\n");
  }

  @Test
  void aShapeThatNobodyGivesMayHaveAnyNumberOfSizes() throws IOException {
    Shell.Run run =
        shell
            .file(
                "policy.py",
                """
                import numpy as np
                from torch import nn

                class Policy(nn.Module):
                    def __init__(self, env):
                        super().__init__()
                        self.head = nn.Linear(4, np.prod(env.space.shape))

                    def forward(self, x):
                        return self.head(x)
                """)
            .run("models", "policy.py");
    assertThat(run.out())
        .contains("depend on n0, which the code does not tell")
        .contains("5*n0 parameters")
        .doesNotContain("shape[1]");
  }

  @Test
  void theLargestBatchForAGpu() {
    Shell.Run run =
        shell.run(
            "models",
            "--model=net.py:Net",
            "--input=(B, 3, 8, 8)",
            "--gpu-memory=1 MB",
            "--batch-size=16");
    assertThat(run.out())
        .containsPattern("batch 16 +most in 1.00 MiB\n")
        .containsPattern("float32, SGD +1.23 KiB +1.23 KiB +0 B +[\\d.]+ KiB +\\d+\n")
        .doesNotContain("batch 32");
  }

  @Test
  void theJsonHasWhatIsPromised() {
    JsonTree json =
        json(
            shell.run(
                "models",
                "--output-format",
                "json",
                "--model",
                "net.py:Net",
                "--input",
                "(B, 3, 32, 32)"));
    JsonTree net = json.at("models/0");
    assertThat(net.text("name")).isEqualTo("Net");
    assertThat(net.text("path")).isEqualTo("net.py");
    assertThat(net.number("line")).isEqualTo(4);
    assertThat(net.at("input/shape").value()).isEqualTo(List.of("B", 3, 32, 32));
    assertThat(net.text("input/from")).isEqualTo("written");
    assertThat(net.at("complete").value()).isEqualTo(true);
    assertThat(net.number("parameters")).isEqualTo(314);
    assertThat(net.number("trainable")).isEqualTo(314);
    assertThat(net.list("layers")).hasSize(2);
    assertThat(net.text("layers/0/name")).isEqualTo("conv");
    assertThat(net.text("layers/0/type")).isEqualTo("Conv2d");
    assertThat(net.number("layers/0/line")).isEqualTo(11);
    assertThat(net.at("layers/0/input").value()).isEqualTo(List.of("B", 3, 32, 32));
    assertThat(net.at("layers/0/output").value()).isEqualTo(List.of("B", 8, 30, 30));
    assertThat(net.number("layers/0/parameters")).isEqualTo(224);
    assertThat(net.list("notes")).isEmpty();
  }

  @Test
  void aContradictionAndWhatIsNotKnownAreNotes() throws IOException {
    shell.file(
        "bad.py",
        """
        from torch import nn

        class Bad(nn.Module):
            def __init__(self):
                super().__init__()
                self.a = nn.Linear(8, 16)
                self.b = nn.Linear(32, 2)

            def forward(self, x):  # tensorvet: input (B, 8)
                return self.b(self.a(x)) + mystery(x)
        """);
    JsonTree bad = json(shell.run("models", "bad.py", "--output-format=json")).at("models/0");
    assertThat(bad.at("complete").value()).isEqualTo(false);
    assertThat(bad.at("notes").value())
        .asString()
        .contains("bad.py:10: `linear` fails: ")
        .contains("bad.py:10: `mystery` is not known");
  }

  @Test
  void aPartThatIsNotKnownMayHaveMoreParameters() throws IOException {
    Shell.Run run =
        shell
            .file(
                "cells.py",
                """
                from torch import nn

                class Net(nn.Module):
                    def __init__(self, cell):
                        super().__init__()
                        self.head = nn.Linear(4, 2)
                        self.cell = cell(4, 4)

                    def forward(self, x):
                        packed = nn.utils.rnn.pack_sequence([x])
                        return self.head(x), self.cell(packed)

                class Around(nn.Module):
                    def __init__(self, module):
                        super().__init__()
                        self.module = module

                    def forward(self, *given):
                        return self.module.forward(*given)
                """)
            .run("models", "cells.py");
    assertThat(run.out())
        .contains("  at least 10 parameters\n", "how many parameters there are is not known")
        .doesNotContain("all trainable");
  }

  @Test
  void aDrawing() {
    assertThat(shell.run("models", "--model", "net.py:Net", "--output-format", "dot").out())
        .startsWith("digraph \"Net\" {\n")
        .contains("[label=\"conv: Conv2d\"];\n")
        .contains("[label=\"(B, 8, H - 2, W - 2)\"];\n")
        .endsWith("}\n");
  }

  @Test
  void statistics() {
    assertThat(shell.run("models", "--statistics").out())
        .isEqualTo(
            """
                   2  models
                   2  traced to the end, every output known (100 %)
                   2  with nine of ten operations known (100 %)
                   4  operations
                   4  of them known (100 %)
                   0  contradictions
            """);
  }

  // --- what a model is called with

  @Test
  void anInputOfATableIsOfIntegers() {
    Shell.Run run = shell.run("models", "--model", "net.py:Table", "--input", "(B, 7)");
    assertThat(run.out()).contains("input tokens (B, 7) int64, as written\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "above the class      | # tensorvet: input (B, 3, 9, 9) |   |   |   |",
        "on the line of it    | | # tensorvet: input (B, 3, 9, 9) |   |   |",
        "above forward        | |   | # tensorvet: input (B, 3, 9, 9) |   |",
        "on the line of it    | |   |   | # tensorvet: input (B, 3, 9, 9)  |",
        "on its first line    | |   |   |   | # tensorvet: input (B, 3, 9, 9)",
      })
  void aCommentSaysIt(
      String place, String aboveClass, String onClass, String above, String on, String inside)
      throws IOException {
    shell.file(
        "said.py",
        """
        from torch import nn
        %s
        class Said(nn.Module): %s
            def __init__(self):
                super().__init__()
                self.a = nn.Conv2d(3, 3, 3)
            %s
            def forward(self, x): %s
                \"""Documented.\"""
                return self.a(x) %s
        """
            .formatted(text(aboveClass), text(onClass), text(above), text(on), text(inside)));
    JsonTree said = json(shell.run("models", "said.py", "--output-format=json")).at("models/0");
    assertThat(said.at("input/shape").value()).as(place).isEqualTo(List.of("B", 3, 9, 9));
    assertThat(said.text("input/from")).isEqualTo("written");
  }

  private static String text(String cell) {
    return cell == null ? "" : cell;
  }

  @Test
  void theOptionIsStrongerThanAComment() throws IOException {
    shell.file(
        "said.py", "# tensorvet: input (B, 3, 9, 9)\n" + NET.substring(NET.indexOf("class")));
    shell.file("net.py", NET.replace("class Net", "# tensorvet: input (B, 3, 9, 9)\nclass Net"));
    Shell.Run run = shell.run("models", "--model", "net.py:Net", "--input", "(B, 3, 5, 5)");
    assertThat(run.out()).contains("input x (B, 3, 5, 5) float32, as written\n");
  }

  @Test
  void aCommentThatCannotBeReadIsToldWithItsPlace() throws IOException {
    shell.file("net.py", NET.replace("class Net", "# tensorvet: input (B, 3; 9)\nclass Net"));
    Shell.Run run = shell.run("models", "--output-format=json");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "net.py:4:25: warning[bad-input] the inputs in this comment cannot be read: a `,` or"
                + " `)` is missing here\n");
    assertThat(names(run)).containsExactly("net.py:Net", "net.py:Table");
  }

  // --- which files

  @Test
  void filesAreFoundAsACheckFindsThem() throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    shell
        .file(".gitignore", "/build\n")
        .file("tensorvet.toml", "exclude = [\"old/\"]\n")
        .file("build/net.py", NET)
        .file("old/net.py", NET)
        .file("lib/b.py", NET)
        .file("lib/a.py", NET);
    List<String> expected =
        List.of(
            "lib/a.py:Net",
            "lib/a.py:Table",
            "lib/b.py:Net",
            "lib/b.py:Table",
            "net.py:Net",
            "net.py:Table");
    for (String jobs : List.of("1", "4")) {
      Shell.Run run = shell.run("models", "--output-format", "json", "--jobs", jobs);
      assertThat(names(run)).isEqualTo(expected);
    }
  }

  @Test
  void whatCannotBeReadIsToldAndTheRestGoesOn() throws IOException {
    shell.file("broken.py", "class X(:\n");
    Shell.Run run = shell.run("models", "--output-format=json", "gone.py", "broken.py", "net.py");
    assertThat(run.code()).isEqualTo(2);
    assertThat(names(run)).containsExactly("net.py:Net", "net.py:Table");
    assertThat(run.err())
        .contains("gone.py: warning[unreadable-file] there is no such file or directory\n")
        .contains("broken.py:1:9: warning[syntax-error]");
  }

  @Test
  void aModelOfANotebook() throws IOException {
    shell.file(
        "net.ipynb",
        """
        {"cells": [
          {"cell_type": "code", "source": ["import torch\\n", "from torch import nn"]},
          {"cell_type": "code", "source": [
            "class Net(nn.Module):\\n",
            "    def __init__(self):\\n",
            "        super().__init__()\\n",
            "        self.a = nn.Linear(2, 3)\\n",
            "    def forward(self, x):\\n",
            "        return self.a(x)"]}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    assertThat(shell.run("models", "net.ipynb").out()).startsWith("Net (net.ipynb:cell 2:1)\n");
    JsonTree net = json(shell.run("models", "net.ipynb", "--output-format=json")).at("models/0");
    assertThat(net.number("line")).isEqualTo(4);
    assertThat(net.number("layers/0/line")).isEqualTo(9);
  }

  @Test
  void aFolderWithoutModelsHasNone() throws IOException {
    shell.file("empty/x.py", "x = 1\n");
    Shell.Run run = shell.run("models", "empty");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("0 models\n");
  }

  // --- what means nothing

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--input         | (B, 3; 4)  | --input `(B, 3; 4)`, at character 6: a `,` or `)` is"
            + " missing",
        "--model         | net.py     | --model takes a file and a class, as in `net.py:Net`",
        "--model         | net.py:Nut | net.py: there is no model `Nut`; did you mean `Net`?",
        "--model         | gone.py:X  | gone.py: there is no such file or directory",
        "--output-format | jsom       | there is no output format `jsom` for models; did you mean",
        "--gpu-memory    | much       | --gpu-memory takes a size such as `24GB`, not `much`",
        "--batch-size    | 0          | --batch-size takes a number from 1",
        "--jobs          | 0          | --jobs takes a number from 1",
      })
  void isAUsageError(String option, String value, String message) {
    Shell.Run run = shell.run("models", option, value);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("tensorvet: " + message);
  }
}
