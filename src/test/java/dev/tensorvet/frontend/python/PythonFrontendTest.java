package dev.tensorvet.frontend.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.syntax.ParsedFile;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What is said of a file that cannot be read, and how deep code may be. */
final class PythonFrontendTest {

  /** Of a text one thing is said: {@code 1:5-1:6 message}. */
  private static void assertProblem(String text, String problem) {
    assertThat(Samples.problems(text)).as(text).containsExactly(problem);
  }

  @Test
  void aFileOfPython2IsSaidToBeOne() {
    String python2 = ": this looks like Python 2, which is not read";
    assertProblem(
        "import a\nprint 'a', b\nprint c\n", "2:1-2:10 `print` without parentheses" + python2);
    assertProblem("exec 'a'\n", "1:1-1:9 `exec` without parentheses" + python2);
    assertProblem("raise A, 'b'\n", "1:1-1:9 `raise` with a comma" + python2);
    assertProblem("a = `b`\n", "1:5-1:6 backquotes" + python2);
    assertProblem("a <> b\n", "1:3-1:5 `<>`" + python2);
    assertProblem("a = 0777\n", "1:5-1:9 an octal number without `0o`" + python2);
    assertProblem("a = 10L\n", "1:5-1:8 a number that ends in `L`" + python2);
  }

  @Test
  void aMistakeIsToldAtItsPlace() {
    assertProblem("if a\n    b\n", "1:1-1:5 a `:` is missing at the end of this line");
    assertProblem("def f():\nb\n", "2:1-2:2 an indented block is missing here");
    assertProblem("a\n    b\n", "2:5-2:5 unexpected indentation");
    assertProblem("a = f(b\nc = 1\n", "1:6-1:7 `(` is never closed");
    assertProblem("a = 'b\nc = 1\n", "1:5-1:7 this string is never closed");
    assertProblem("f() = 1\n", "1:1-1:4 cannot assign to a call");
    assertProblem("del a, [*b]\n", "1:9-1:11 cannot delete a starred expression");
    assertProblem("f(a=1, b)\n", "1:8-1:9 a positional argument cannot follow a keyword argument");
    assertProblem("a = 'C:\\Users'\n", "1:8-1:10 8 hexadecimal digits must follow `\\U`");
    assertProblem("a = b'\u00e9'\n", "1:7-1:8 bytes hold ASCII characters only");
    assertProblem("a = t'{b}' 'c'\n", "1:5-1:15 a t-string and another string cannot be joined");
    assertProblem("a = \0\n", "1:5-1:6 a NUL byte cannot stand in Python code");
    assertProblem("\ud800 = 1\n", "1:1-1:2 the character U+D800 cannot stand in Python code");
  }

  @Test
  void numbersBeforeWords() {
    assertThat(Samples.problems("a = 0b1and 2, 1if b else 0xfor c, 1_0or d\n")).isEmpty();
    assertProblem("a = 0b12\n", "1:5-1:9 this is not how Python writes a number");
  }

  /** Of deep or long code, either all is read, or one statement is a problem. */
  @Test
  void deepAndLongCode() {
    List<IntFunction<String>> makers =
        List.of(
            n -> "x = " + "(".repeat(n) + "1" + ")".repeat(n),
            n -> "x = " + "[{(".repeat(n) + "1" + ")}]".repeat(n),
            n -> "x = 1" + " + 1".repeat(n),
            n -> "x = 1" + " ** 1".repeat(n),
            n -> "x = 1" + " < 1".repeat(n),
            n -> "x = a" + " or a".repeat(n),
            n -> "x = " + "not ".repeat(n) + "a",
            n -> "x = " + "await ".repeat(n) + "a",
            n -> "x = a" + ".b".repeat(n),
            n -> "x = a" + "()".repeat(n),
            n -> "x = 'a'" + " 'b'".repeat(n),
            n -> "x = " + "a if b else ".repeat(n) + "c",
            n -> "x = " + "lambda: ".repeat(n) + "a",
            n -> "x = " + "f'{f\"{".repeat(n) + "a" + "}\"}'".repeat(n),
            n -> "x = f'" + "{a:".repeat(n) + "}".repeat(n) + "'",
            n -> "x = '" + "\\N{".repeat(n) + "'",
            n -> "f(" + "a=1, *b, ".repeat(n) + ")",
            n -> "if a:\n  pass\n" + "elif b:\n  pass\n".repeat(n),
            n -> "x = a" + " for b in c".repeat(n),
            n -> "\\\n".repeat(n) + "x = 1",
            n -> "match x:\n case " + "[".repeat(n) + "]".repeat(n) + ": pass");
    for (IntFunction<String> maker : makers) {
      for (int n : List.of(10_000, 100_000)) {
        ParsedFile parsed = Samples.parse("first = 1\n" + maker.apply(n) + "\nlast = 1\n");
        String beginning = maker.apply(2);
        assertThat(parsed.tree().root().body()).as(beginning).hasSize(3);
        assertThat(parsed.problems().size()).as(beginning).isLessThanOrEqualTo(50);
      }
    }
  }

  @Test
  void nestedBlocks() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append(" ".repeat(i)).append("if a:\n");
    }
    text.append(" ".repeat(1000)).append("pass\nlast = 1\n");
    assertThat(Samples.problems(text.toString()))
        .containsExactly("102:1-102:102 blocks are nested too deep");
    assertThat(Samples.parse(text.toString()).tree().root().body()).hasSize(2);
  }
}
