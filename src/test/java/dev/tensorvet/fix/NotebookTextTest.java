package dev.tensorvet.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever wrote a notebook, a fix changes the code of its cell and no other byte. */
final class NotebookTextTest {

  private static final FixApplier SAFE = new FixApplier(Tensorvet::parse, Fix.Safety.SAFE);
  private static final int ROUNDS = 400;

  /** Code of one line each, with what JSON writes otherwise than Python. */
  private static final List<String> LINES =
      List.of(
          "a = 1",
          "b = \"text\\n\"",
          "",
          "c = 'é ü 😀'  # naïve",
          "if a:\n    d = '\\\\'",
          "%matplotlib inline",
          "# a comment with / and \u2028",
          "e = {\"k\": [1,\n\t2]}");

  /**
   * A notebook in one of the ways in which tools write them.
   *
   * @param codes where the source of each cell begins and ends in the text
   */
  private record Written(String text, List<Span> codes) {}

  /** The habits of a tool. */
  private record Habits(
      String lineEnd, String indent, boolean isAscii, boolean isOneString, boolean isOld) {

    static Habits of(Random random) {
      return new Habits(
          random.nextBoolean() ? "\n" : "\r\n",
          List.of("", " ", "  ", "    ", "\t").get(random.nextInt(5)),
          random.nextBoolean(),
          random.nextInt(4) == 0,
          random.nextInt(4) == 0);
    }

    Written write(List<String> cells) {
      StringBuilder json = new StringBuilder("{");
      List<Span> codes = new ArrayList<>();
      line(json, 1);
      if (isOld) {
        json.append("\"worksheets\": [{");
        line(json, 1);
      }
      json.append("\"cells\": [");
      line(json, 2);
      json.append("{\"cell_type\": \"markdown\", \"source\": [\"# Ünïcode\\n\"]}");
      for (String code : cells) {
        json.append(',');
        line(json, 2);
        json.append("{\"cell_type\": \"code\", \"execution_count\": null, \"metadata\": {},");
        line(json, 3);
        json.append(isOld ? "\"input\": " : "\"source\": ");
        int start = json.length();
        source(json, code);
        codes.add(new Span(start, json.length()));
        json.append(", \"outputs\": [{\"output_type\": \"stream\", \"text\": [\"é\\n\"]}]}");
      }
      line(json, 1);
      json.append(isOld ? "]}]," : "],");
      line(json, 1);
      json.append("\"metadata\": {}, \"nbformat\": ").append(isOld ? 3 : 4);
      line(json, 0);
      json.append("}").append(lineEnd);
      return new Written(json.toString(), codes);
    }

    /** A notebook without indentation stands in one line. */
    private void line(StringBuilder json, int depth) {
      json.append(indent.isEmpty() ? "" : lineEnd + indent.repeat(depth));
    }

    private void source(StringBuilder json, String code) {
      if (isOneString) {
        string(json, code);
        return;
      }
      json.append('[');
      List<String> lines = List.of(code.split("(?<=\n)"));
      for (int i = 0; i < lines.size(); i++) {
        json.append(i > 0 ? "," : "");
        line(json, 4);
        string(json, lines.get(i));
      }
      line(json, 3);
      json.append(']');
    }

    private void string(StringBuilder json, String text) {
      json.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '"' -> json.append("\\\"");
          case '\\' -> json.append("\\\\");
          case '\n' -> json.append("\\n");
          case '\t' -> json.append("\\t");
          default -> json.append(c > 126 && isAscii ? "\\u%04x".formatted((int) c) : "" + c);
        }
      }
      json.append('"');
    }
  }

  @Test
  void aFixLeavesEveryOtherByteAsItWas() {
    Random random = new Random(7);
    int applied = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        cells.add(code(random));
      }
      int changed = random.nextInt(3);
      cells.set(changed, cells.get(changed) + "\nx = 1" + (random.nextBoolean() ? "\ny = 2" : ""));
      Written written = Habits.of(random).write(cells);
      applied += check(written, changed, random) ? 1 : 0;
    }
    assertThat(applied).isGreaterThan(ROUNDS * 9 / 10);
  }

  private static boolean check(Written written, int changed, Random random) {
    SourceFile joined =
        Tensorvet.parse(SourceFile.of("n.ipynb", Language.NOTEBOOK, written.text())).source();
    String code = joined.text();
    int at = code.indexOf("x = 1");
    TextEdit edit =
        switch (random.nextInt(3)) {
          case 0 -> new TextEdit(new Span(at, at + 5), "x = x.at[\"é\"].set('\\t')");
          case 1 -> new TextEdit(new Span(at, at), "first()\n");
          default -> new TextEdit(new Span(at + 4, at + 5), "\"\"");
        };
    Finding finding =
        Finding.of(new RuleId("some-rule"), new Place(joined, edit.span()), "wrong")
            .withFix(new Fix("fix", Fix.Safety.SAFE, List.of(edit)));
    FixedFile fixed = SAFE.apply(joined, List.of(finding));
    if (!fixed.refused().isEmpty()) {
      assertThat(fixed.text()).isEqualTo(written.text());
      return false;
    }
    String meant =
        code.substring(0, edit.span().start())
            + edit.replacement()
            + code.substring(edit.span().end());
    SourceFile after =
        Tensorvet.parse(SourceFile.of("n.ipynb", Language.NOTEBOOK, fixed.text())).source();
    assertThat(after.text()).isEqualTo(meant);
    Span cell = written.codes().get(changed);
    assertThat(fixed.text())
        .startsWith(written.text().substring(0, cell.start()))
        .endsWith(written.text().substring(cell.end()));
    return true;
  }

  private static String code(Random random) {
    List<String> lines = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i <= count; i++) {
      lines.add(LINES.get(random.nextInt(LINES.size())));
    }
    return String.join("\n", lines);
  }
}
