package dev.tensorvet.frontend.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import org.junit.jupiter.api.Test;

/**
 * Java is read with the places that all else counts in, and bad Java loses no more than it must.
 */
final class JavaFrontendTest {

  private static ParsedFile parse(String text) {
    return new JavaFrontend().parse(SourceFile.of("Main.java", Language.JAVA, text));
  }

  @Test
  void aMistakeHasItsPlaceAndTheRestIsRead() {
    ParsedFile parsed = parse("class A {\n  void f() { int x = ; }\n  void g() { h(); }\n}\n");
    assertThat(parsed.problems()).hasSize(1);
    assertThat(parsed.source().locate(parsed.problems().getFirst().span().start()).line())
        .isEqualTo(2);
    assertThat(parsed.problems().getFirst().message())
        .isEqualTo("this cannot be read as Java: found \";\"");
    assertThat(parsed.foreign().orElseThrow().namesAround(parsed.source().text().indexOf("h()")))
        .containsExactly("A", "g");
  }

  @Test
  void placesCountTheSameBehindAMarkAndWithLineEndsOfWindows() {
    ParsedFile parsed = parse("\uFEFFclass A {\r\n  // note\r\n  int a = 1;\r\n}\r\n");
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.source().text(parsed.comments().getFirst().span())).isEqualTo("// note");
    assertThat(parsed.comments().getFirst().ownLine()).isTrue();
  }

  @Test
  void newJavaIsRead() {
    assertThat(
            parse(
                    """
                    sealed interface Shape permits Circle {}
                    record Circle(double radius) implements Shape {}
                    class Main {
                      double area(Shape shape) {
                        return switch (shape) {
                          case Circle(var radius) when radius > 0 -> radius;
                          default -> 0;
                        };
                      }
                    }
                    """)
                .problems())
        .isEmpty();
  }

  @Test
  void whatIsNoTokenHasItsPlace() {
    ParsedFile parsed = parse("class A {\n  int a = 1 \u0001 2;\n}\n");
    assertThat(parsed.problems()).isNotEmpty();
    assertThat(parsed.source().locate(parsed.problems().getFirst().span().start()).line())
        .isEqualTo(2);
  }

  @Test
  void whatIsNestedTooDeeplyIsTold() {
    String deep = "(".repeat(60_000) + "1" + ")".repeat(60_000);
    assertThat(parse("class A { int a = " + deep + "; }").problems()).isNotEmpty();
  }

  @Test
  void nothingIsNoMistake() {
    assertThat(parse("").problems()).isEmpty();
  }
}
