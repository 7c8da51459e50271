package dev.tensorvet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SyntaxErrorsTest {

  private static List<String> told(String code) {
    ParsedFile parsed = Tensorvet.parse(SourceFile.of("main.py", Language.PYTHON, code));
    return SyntaxErrors.of(parsed).stream()
        .map(p -> parsed.source().locate(p.span().start()) + " " + p.message())
        .toList();
  }

  @Test
  void ofManyCloseTogetherTheFirstOnesAreTold() {
    assertThat(
            told(
                """
                Trains a network. It was
                written long ago by hand

                and is to be read from the
                top to the bottom
                and then once more backwards
                and never again
                x = 1
                """))
        .containsExactly(
            "1:8 unexpected `a`",
            "2:9 unexpected `long`",
            "4:1 unexpected `and`",
            "5:5 more cannot be read from here on");
  }

  @Test
  void thoseThatAreFarApartAreAllTold() {
    assertThat(told("a b\nc\nd\ne\n".repeat(5)))
        .containsExactly(
            "1:3 unexpected `b`",
            "5:3 unexpected `b`",
            "9:3 unexpected `b`",
            "13:3 unexpected `b`",
            "17:3 unexpected `b`");
  }
}
