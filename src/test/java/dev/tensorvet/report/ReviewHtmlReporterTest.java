package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

final class ReviewHtmlReporterTest {

  private static final List<String> ATOMS =
      List.of(
          "<",
          ">",
          "&",
          "\"",
          "'",
          "`",
          "</script>",
          "<!--",
          "-->",
          "]]>",
          "&lt;",
          "&#0;",
          "{{",
          "}}",
          "{{{",
          "\u202E",
          "\u2067",
          "\u200F",
          "\u0000",
          "\u001B[31m",
          "\u2028",
          "\uFEFF",
          "\uD800",
          "\uDC00",
          "\uD83D\uDE00",
          "\u0645\u0631\u062D\u0628\u0627",
          "a",
          " ",
          "\n",
          "\t",
          "=",
          "/",
          "onload=",
          "javascript:");

  @Test
  void whateverIsWrittenComesOutAsText() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(12); k >= 0; k--) {
        text.append(ATOMS.get(random.nextInt(ATOMS.size())));
      }
      String safe = ReviewHtmlReporter.escaped(text.toString());
      Document page =
          Jsoup.parse("<!DOCTYPE html><body><p title=\"" + safe + "\"><b>" + safe + "</b></p>");
      assertThat(page.body().getAllElements().stream().map(Element::tagName))
          .containsExactly("body", "p", "b");
      String shown = page.expectFirst("b").wholeText();
      assertThat(shown).isEqualTo(page.expectFirst("p").attr("title"));
      assertThat(shown.codePoints().filter(c -> c != '\n' && c != '\t'))
          .allMatch(
              c ->
                  Character.getType(c) != Character.CONTROL
                      && Character.getType(c) != Character.FORMAT
                      && Character.getType(c) != Character.SURROGATE);
      assertThat(shown).isEqualTo(spelt(text.toString()));
      Element broken = Jsoup.parse(ReviewHtmlReporter.breakable(safe)).body();
      assertThat(broken.wholeText()).isEqualTo(Jsoup.parse(safe).body().wholeText());
      assertThat(broken.children()).allMatch(each -> each.tagName().equals("wbr"));
    }
  }

  @Test
  void longNamesBreakAtTheirJoints() {
    assertThat(ReviewHtmlReporter.breakable("src/data_loader.py:12"))
        .isEqualTo("src/<wbr>data_<wbr>loader.py:12");
    assertThat(ReviewHtmlReporter.breakable("torch.nn.utils.clip_grad_norm_(model, 0.5)"))
        .isEqualTo("torch.<wbr>nn.<wbr>utils.<wbr>clip_<wbr>grad_<wbr>norm_(model, 0.5)");
    assertThat(ReviewHtmlReporter.breakable("net/__init__.py")).isEqualTo("net/<wbr>__init__.py");
    assertThat(ReviewHtmlReporter.breakable("a &lt;/b.c")).isEqualTo("a &lt;/b.<wbr>c");
  }

  /** The same text with what shows nothing spelt out. */
  private static String spelt(String text) {
    StringBuilder spelt = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean isPlain =
                  c == '\n'
                      || c == '\t'
                      || switch (Character.getType(c)) {
                        case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR ->
                            false;
                        default -> true;
                      };
              if (isPlain) {
                spelt.appendCodePoint(c);
              } else {
                spelt.append(String.format("\u2039U+%04X\u203A", c));
              }
            });
    return spelt.toString();
  }
}
