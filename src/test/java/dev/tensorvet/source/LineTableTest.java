package dev.tensorvet.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineTableTest {

  @Test
  void linesEndAsPythonEndsThem() {
    LineTable lines = LineTable.of("a\nb\r\nc\rd\f\u2028e");
    assertThat(lines.count()).isEqualTo(4);
    assertThat(lines.locate(2)).hasToString("2:1");
    assertThat(lines.locate(4)).hasToString("2:3");
    assertThat(lines.locate(5)).hasToString("3:1");
    assertThat(lines.locate(7)).hasToString("4:1");
    assertThat(lines.locate(10)).hasToString("4:4");
    assertThat(LineTable.of("").count()).isEqualTo(1);
    assertThat(LineTable.of("a\n").count()).isEqualTo(2);
  }

  /** Lines follow one another, hold the whole text, and each offset lies in its own. */
  @Test
  void linesHoldTheWholeText() {
    Random random = new Random(4);
    List<String> pieces = List.of("\n", "\r\n", "\r", "a", " ", "\u00e9", "");
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int size = random.nextInt(60); size > 0; size--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      LineTable lines = LineTable.of(text.toString());
      assertThat(lines.start(1)).isZero();
      assertThat(lines.end(lines.count())).isEqualTo(text.length());
      for (int line = 1; line < lines.count(); line++) {
        assertThat(lines.end(line)).isEqualTo(lines.start(line + 1));
        assertThat(text.substring(lines.start(line), lines.end(line)))
            .matches("[^\r\n]*(\n|\r\n|\r)");
      }
      for (int at = 0; at <= text.length(); at++) {
        Location place = lines.locate(at);
        assertThat(lines.start(place.line()) + place.column() - 1).isEqualTo(at);
      }
    }
  }
}
