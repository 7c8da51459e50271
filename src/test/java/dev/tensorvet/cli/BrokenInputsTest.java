package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as it should be is told at its place, and the rest is checked. */
final class BrokenInputsTest {

  private static final String FOUND = "configs/sound.yaml:1:5: warning[config-value-out-of-range]";

  private Path folder;
  private Shell shell;

  @BeforeEach
  void aProject(@TempDir Path folder) throws IOException {
    this.folder = folder;
    shell = Shell.in(folder).file("pyproject.toml", "").file("configs/sound.yaml", "lr: -2\n");
  }

  private String check() {
    return shell.run("check", "--select", "config", "--output-format", "concise", ".").out();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "configs/a.yaml | a: 1;b: [1, 2;c: 3 | configs/a.yaml:3:2: warning[syntax-error]",
        "configs/a.json | {;'a': 1,;'b' 2} | configs/a.json:3:5: warning[syntax-error]",
        "configs/a.toml | a = 1;[x;b = 2 | configs/a.toml:2:3: warning[syntax-error]",
        "A.java | class A {;  void f( {;  } | A.java:2:9: warning[syntax-error]",
        "a.ipynb | {'cells': [;1, ] | a.ipynb:2:4: warning[syntax-error]",
        "a.py | x = (;y = 1 | a.py:1:5: warning[syntax-error]",
      })
  void aBrokenFileHasAPlace(String path, String text, String told) throws IOException {
    shell.file(path, text.replace(';', '\n').replace('\'', '"') + "\n");
    assertThat(check()).contains(told, FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-UTF-16LE-BOM", "UTF-16", "UTF-8"})
  void aShellMayWriteRequirementsInUtf16(String charset) throws IOException {
    String pins = "torch==1.13.1\r\ntorchvision==0.7.0\r\n";
    Files.write(folder.resolve("requirements.txt"), pins.getBytes(Charset.forName(charset)));
    Files.write(folder.resolve("configs/a.yaml"), "lr: -2\n".getBytes(Charset.forName(charset)));
    assertThat(check())
        .contains("requirements.txt:2:1: error[requirements-incompatible-pins]")
        .contains("configs/a.yaml:1:5: warning[config-value-out-of-range]", FOUND)
        .doesNotContain("encoding-error");
  }

  @Test
  void aKeyThatIsWrittenTwiceIsFoundAndTheRestRead() throws IOException {
    shell.file("configs/a.yaml", "lr: 1\nlr: -2\n");
    assertThat(check())
        .contains(
            "configs/a.yaml:2:1: error[config-duplicate-key]",
            "configs/a.yaml:2:5: warning[config-value-out-of-range]",
            FOUND);
  }

  @Test
  void anchorsMergesAndFurtherDocumentsAreRead() throws IOException {
    shell.file("configs/a.yaml", "base: &b {lr: 1}\nrun:\n  <<: *b\n  dropout: 3\n---\nlr: -2\n");
    assertThat(check()).contains("configs/a.yaml:4:12: ", "configs/a.yaml:6:5: ", FOUND);
  }

  @Test
  void jsonMayHaveCommentsAndALastComma() throws IOException {
    shell.file("configs/a.json", "{\n// why\n\"lr\": -2,\n}\n");
    assertThat(check()).contains("configs/a.json:3:7: ", FOUND);
  }

  @Test
  void aFileOfDataIsNoConfigurationAndOneThatIsNamedIsTold() throws IOException {
    shell.file("configs/a.json", "{\"lr\": -2, \"x\": \"" + "v".repeat(11_000_000) + "\"}");
    assertThat(check()).contains(FOUND).doesNotContain("a.json");
    assertThat(shell.run("check", "configs/a.json").out()).contains("[unreadable-file]", "11 MB");
  }

  @Test
  void anOldNotebookIsReadAndOneWithoutCodeIsClean() throws IOException {
    shell.file(
        "old.ipynb",
        """
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [
          {"cell_type": "code", "language": "python", "outputs": [], "metadata": {},
           "input": ["import torch\\n", "def f(:\\n"]}]}]}
        """);
    shell.file(
        "text.ipynb",
        """
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {},
         "cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# text"]}]}
        """);
    assertThat(check()).contains("old.ipynb:", "syntax-error", FOUND).doesNotContain("text.ipynb");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void anOlderNotebookIsReadAndChecked(int format) throws IOException {
    shell.file(
        "older.ipynb",
        """
        {"nbformat": %d, "metadata": {}, "worksheets": [{"cells": [
          {"cell_type": "markdown", "source": "text"},
          {"cell_type": "code", "language": "python", "outputs": [],
           "input": "import torch\\n\\nnet.load_state_dict(torch.load(path).state_dict)"}]}]}
        """
            .formatted(format));
    assertThat(shell.run("inspect", "older.ipynb", "--tree").out())
        .contains("load_state_dict", "Call");
    assertThat(check()).contains(FOUND).doesNotContain("older.ipynb");
  }

  @Test
  void whatTheNewestJavaMayLeaveOutIsRead() throws IOException {
    shell
        .file("Script.java", "import module java.base;\n\nvoid main() {\n  IO.println(1);\n}\n")
        .file(
            "B.java",
            """
            class B extends A {
              B(int size) {
                if (size < 0) {
                  throw new IllegalArgumentException();
                }
                super(size);
              }

              int f(Object o) {
                return switch (o) {
                  case Integer i when i > 0 -> i;
                  case String _ -> 1;
                  default -> 0;
                };
              }
            }
            """);
    assertThat(check()).contains(FOUND).doesNotContain("Script.java", "B.java");
  }

  @Test
  void aFileOfDataInYamlIsToldWhenItIsNamed() throws IOException {
    shell.file("configs/a.yaml", "lr: -2\nx: " + "v".repeat(11_000_000) + "\n");
    assertThat(shell.run("check", "configs/a.yaml").out()).contains("[unreadable-file]", "11 MB");
    assertThat(check()).contains(FOUND);
  }

  @Test
  void newerJavaIsRead() throws IOException {
    shell.file(
        "A.java",
        """
        sealed interface S permits T {}
        record T(int a) implements S {}
        class A {
          int f(S s) {
            return switch (s) {
              case T(int a) when a > 3 -> a;
              case T _ -> 0;
            };
          }
        }
        """);
    assertThat(check()).contains(FOUND).doesNotContain("A.java");
  }
}
