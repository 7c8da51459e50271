package dev.tensorvet.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.fix.FixedFile.Reason;
import dev.tensorvet.source.Decoder;
import dev.tensorvet.source.JupyterText;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FixApplierTest {

  private static final FixApplier SAFE = new FixApplier(Tensorvet::parse, Fix.Safety.SAFE);
  private static final FixApplier UNSAFE = new FixApplier(Tensorvet::parse, Fix.Safety.UNSAFE);

  @Test
  void fixesThatDoNotMeetAreAppliedTogether() {
    SourceFile file = python("a = 1\nb = 2\nc = 3\n");
    FixedFile fixed =
        SAFE.apply(file, List.of(fix(file, "c = 3", "c = 30"), fix(file, "a = 1", "a = 10")));
    assertThat(fixed.text()).isEqualTo("a = 10\nb = 2\nc = 30\n");
    assertThat(fixed.applied()).hasSize(2);
    assertThat(fixed.refused()).isEmpty();
    assertThat(fixed.before()).isSameAs(file);
  }

  @Test
  void ofTwoThatMeetTheFirstWins() {
    SourceFile file = python("a = 1 + 2\n");
    Finding first = fix(file, "1 + 2", "3");
    Finding second = fix(file, "a = 1", "a = 5");
    FixedFile fixed = SAFE.apply(file, List.of(first, second));
    assertThat(fixed.text()).isEqualTo("a = 3\n");
    assertThat(fixed.refused()).containsExactly(new FixedFile.Refusal(second, Reason.OVERLAP));
    assertThat(SAFE.apply(file, List.of(second, first)).text()).isEqualTo("a = 5 + 2\n");
  }

  @Test
  void twoInsertionsAtOnePlaceMeetUnlessTheyAreTheSame() {
    SourceFile file = python("x()\n");
    Finding imports = insert(file, 0, "import torch\n");
    Finding again = insert(file, 0, "import torch\n");
    Finding other = insert(file, 0, "import math\n");
    FixedFile fixed = SAFE.apply(file, List.of(imports, again, other));
    assertThat(fixed.text()).isEqualTo("import torch\nx()\n");
    assertThat(fixed.applied()).containsExactly(imports, again);
    assertThat(fixed.refused()).containsExactly(new FixedFile.Refusal(other, Reason.OVERLAP));
  }

  @Test
  void aFixIsAppliedWholeOrNotAtAll() {
    SourceFile file = python("a = 1\nb = 2\nc = 3\n");
    Finding first = fix(file, "b = 2", "b = 0");
    Finding both =
        finding(
            file,
            Fix.Safety.SAFE,
            new TextEdit(new Span(0, 5), "a = 9"),
            new TextEdit(new Span(6, 11), "b = 9"));
    FixedFile fixed = SAFE.apply(file, List.of(first, both));
    assertThat(fixed.text()).isEqualTo("a = 1\nb = 0\nc = 3\n");
  }

  @Test
  void anUnsafeFixIsAppliedWhenAskedFor() {
    SourceFile file = python("a = 1\n");
    Finding unsafe = finding(file, Fix.Safety.UNSAFE, new TextEdit(new Span(4, 5), "2"));
    assertThat(SAFE.apply(file, List.of(unsafe)).isChanged()).isFalse();
    assertThat(SAFE.apply(file, List.of(unsafe)).refused()).isEmpty();
    assertThat(UNSAFE.apply(file, List.of(unsafe)).text()).isEqualTo("a = 2\n");
  }

  @Test
  void aFixThatBreaksTheFileIsLeftOutAndTheOthersAreNot() {
    SourceFile file = python("a = 1\nb = 2\n");
    Finding broken = fix(file, "a = 1", "a = (");
    Finding sound = fix(file, "b = 2", "b = 3");
    FixedFile fixed = SAFE.apply(file, List.of(broken, sound));
    assertThat(fixed.text()).isEqualTo("a = 1\nb = 3\n");
    assertThat(fixed.refused()).containsExactly(new FixedFile.Refusal(broken, Reason.BREAKS_FILE));
  }

  @Test
  void aFileWithAProblemElsewhereCanBeFixed() {
    SourceFile file = python("a = = 1\nb = 2\n");
    assertThat(SAFE.apply(file, List.of(fix(file, "b = 2", "b = 3"))).text())
        .isEqualTo("a = = 1\nb = 3\n");
  }

  @Test
  void lineEndsAndTheByteOrderMarkStay() {
    SourceFile file = python("\uFEFFa = 1\r\nb = 2");
    FixedFile fixed =
        SAFE.apply(
            file,
            List.of(
                insert(file, 0, "import torch\n"),
                insert(file, file.text().length(), "\nc = 3\n")));
    assertThat(fixed.text()).isEqualTo("\uFEFFimport torch\r\na = 1\r\nb = 2\r\nc = 3\r\n");
    SourceFile old = python("a = 1\rb = 2\r");
    assertThat(SAFE.apply(old, List.of(insert(old, 6, "x = 0\n"))).text())
        .isEqualTo("a = 1\rx = 0\rb = 2\r");
  }

  @Test
  void aFileThatCouldNotBeDecodedIsNotWritten() {
    byte[] bytes = "a = 1  # \u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
    SourceFile file =
        SourceFile.of("a.py", Language.PYTHON, Decoder.decode(bytes, Language.PYTHON));
    Finding fix = fix(file, "a = 1", "a = 2");
    FixedFile fixed = SAFE.apply(file, List.of(fix));
    assertThat(fixed.isChanged()).isFalse();
    assertThat(fixed.refused()).containsExactly(new FixedFile.Refusal(fix, Reason.UNDECODABLE));
  }

  @Test
  void aFileIsWrittenInItsOwnEncoding() {
    byte[] bytes = "# coding: latin-1\na = '\u00fc'\n".getBytes(StandardCharsets.ISO_8859_1);
    SourceFile file =
        SourceFile.of("a.py", Language.PYTHON, Decoder.decode(bytes, Language.PYTHON));
    FixedFile fixed = SAFE.apply(file, List.of(fix(file, "a =", "b =")));
    assertThat(fixed.bytes())
        .isEqualTo("# coding: latin-1\nb = '\u00fc'\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void nothingOutsideTheEditsChanges() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      int lines = 1 + random.nextInt(30);
      for (int i = 0; i < lines; i++) {
        text.append("x").append(i).append(" = ").append(random.nextInt(1000)).append('\n');
      }
      SourceFile file = python(text.toString());
      List<Finding> findings = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int line = 1; line <= lines; line++) {
        int start = file.lines().start(line);
        int end = file.lines().end(line);
        String old = file.text().substring(start, end);
        switch (random.nextInt(4)) {
          case 0 -> {
            findings.add(finding(file, Fix.Safety.SAFE, new TextEdit(new Span(start, end), "")));
            expected.add("");
          }
          case 1 -> {
            findings.add(insert(file, start, "y = 0\n"));
            expected.add("y = 0\n" + old);
          }
          case 2 -> {
            findings.add(
                finding(file, Fix.Safety.SAFE, new TextEdit(new Span(end - 2, end - 1), "77")));
            expected.add(old.substring(0, old.length() - 2) + "77\n");
          }
          default -> expected.add(old);
        }
      }
      Collections.shuffle(findings, random);
      FixedFile fixed = SAFE.apply(file, findings);
      assertThat(fixed.refused()).isEmpty();
      assertThat(fixed.text()).isEqualTo(String.join("", expected));
    }
  }

  @Test
  void theOrderOfFixesThatDoNotMeetMakesNoDifference() {
    SourceFile file = python("a = 1\nb = 2\nc = 3\n");
    Finding a = fix(file, "a = 1", "a = 10");
    Finding b = insert(file, 6, "n = 0\n");
    Finding c = fix(file, "b = 2\nc", "d");
    assertThat(SAFE.apply(file, List.of(a, b, c)).text())
        .isEqualTo(SAFE.apply(file, List.of(c, b, a)).text())
        .isEqualTo("a = 10\nn = 0\nd = 3\n");
  }

  @Test
  void aNotebookKeepsItsJsonAroundTheEdit() {
    SourceFile file = JupyterText.of("n.ipynb", "a = \"x\"\nb = 2\n", "c = \"\\t\"; d = 4");
    SourceFile wanted =
        JupyterText.of("n.ipynb", "a = \"x\"\nq = \"\\n\\u00fc\"\nb = 3\n", "c = '\"'; d = 4");
    FixedFile fixed =
        SAFE.apply(
            file,
            List.of(
                insert(file, file.text().indexOf("b = 2"), "q = \"\\n\\u00fc\"\n"),
                fix(file, "2", "3"),
                fix(file, "\"\\t\"", "'\"'")));
    assertThat(fixed.refused()).isEmpty();
    assertThat(fixed.text()).isEqualTo(wanted.physical().text());
    assertThat(fixed.before()).isSameAs(file.physical());
  }

  @Test
  void linesOfANotebookGoWithTheirQuotes() {
    SourceFile file = JupyterText.of("n.ipynb", "a = 1\nb = 2\nc = 3\nd = 4");
    assertThat(SAFE.apply(file, List.of(fix(file, "b = 2\nc = 3\n", ""))).text())
        .isEqualTo(JupyterText.of("n.ipynb", "a = 1\nd = 4").physical().text());
    assertThat(SAFE.apply(file, List.of(fix(file, "2\nc = ", ""))).text())
        .isEqualTo(JupyterText.of("n.ipynb", "a = 1\nb = 3\nd = 4").physical().text());
  }

  @Test
  void linesCanBeAddedAtTheEndOfACell() {
    SourceFile file = JupyterText.of("n.ipynb", "a = 1", "b = 2");
    assertThat(SAFE.apply(file, List.of(insert(file, 5, "\nz = 0"))).text())
        .isEqualTo(JupyterText.of("n.ipynb", "a = 1\nz = 0", "b = 2").physical().text());
  }

  @Test
  void aNotebookInOneLineGetsNoLineOfItsOwn() {
    String json =
        """
        {"cells": [{"cell_type": "code", "source": "a = 1\\nb = 2", "outputs": []}], "nbformat": 4}
        """;
    SourceFile file = Tensorvet.parse(SourceFile.of("n.ipynb", Language.NOTEBOOK, json)).source();
    FixedFile fixed =
        SAFE.apply(file, List.of(insert(file, file.text().indexOf("b"), "q = \"\"\n")));
    assertThat(fixed.text()).isEqualTo(json.replace("b = 2", "q = \\\"\\\"\\nb = 2"));
  }

  @Test
  void magicsInACellStayAsTheyAre() {
    SourceFile file = JupyterText.of("n.ipynb", "%matplotlib inline\n!ls\na = 1\nb = 2");
    assertThat(SAFE.apply(file, List.of(fix(file, "a = 1", "a = 3"))).text())
        .isEqualTo(file.physical().text().replace("a = 1", "a = 3"));
  }

  @Test
  void anEditOverTwoCellsIsRefused() {
    SourceFile file = JupyterText.of("n.ipynb", "a = 1", "b = 2");
    Finding across = fix(file, "1\nb", "1; b");
    FixedFile fixed = SAFE.apply(file, List.of(across));
    assertThat(fixed.isChanged()).isFalse();
    assertThat(fixed.refused()).containsExactly(new FixedFile.Refusal(across, Reason.NO_PLACE));
  }

  @Test
  void randomEditsOfANotebookGiveTheCodeThatIsMeantAndNothingElse() {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        lines.add("v%d = \"%s\"".formatted(i, "a\\n'\u00e9".substring(0, random.nextInt(5))));
      }
      lines.set(2, "v2 = 2");
      SourceFile file =
          JupyterText.of(
              "n.ipynb",
              String.join("\n", lines.subList(0, 3)),
              String.join("\n", lines.subList(3, 6)));
      int line = 1 + random.nextInt(6);
      int start = file.lines().start(line);
      TextEdit edit =
          random.nextBoolean()
              ? new TextEdit(new Span(start, start), "w = \"\\\\\"\n# \"q\"\n")
              : new TextEdit(new Span(start, start + 2), "renamed");
      FixedFile fixed = SAFE.apply(file, List.of(finding(file, Fix.Safety.SAFE, edit)));
      String meant =
          file.text().substring(0, edit.span().start())
              + edit.replacement()
              + file.text().substring(edit.span().end());
      SourceFile after = SourceFile.of("n.ipynb", Language.NOTEBOOK, fixed.text());
      if (fixed.refused().isEmpty()) {
        assertThat(Tensorvet.parse(after).source().text()).isEqualTo(meant);
        assertThat(fixed.text().lines().filter(l -> !l.startsWith("    \"")).toList())
            .isEqualTo(
                file.physical().text().lines().filter(l -> !l.startsWith("    \"")).toList());
      } else {
        assertThat(fixed.text()).isEqualTo(file.physical().text());
      }
    }
  }

  private static SourceFile python(String text) {
    return SourceFile.of("a.py", Language.PYTHON, text);
  }

  private static Finding fix(SourceFile file, String old, String code) {
    int start = file.text().indexOf(old);
    return finding(
        file, Fix.Safety.SAFE, new TextEdit(new Span(start, start + old.length()), code));
  }

  private static Finding insert(SourceFile file, int offset, String code) {
    return finding(file, Fix.Safety.SAFE, new TextEdit(new Span(offset, offset), code));
  }

  private static Finding finding(SourceFile file, Fix.Safety safety, TextEdit... edits) {
    return Finding.of(new RuleId("some-rule"), new Place(file, edits[0].span()), "m" + edits[0])
        .withFix(new Fix("fix", safety, List.of(edits)));
  }
}
