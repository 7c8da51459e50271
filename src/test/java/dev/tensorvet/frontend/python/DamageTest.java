package dev.tensorvet.frontend.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.frontend.python.Damage.Damaged;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParseProblem;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One mistake in a file costs the statement that it is in, and little more. */
final class DamageTest {

  @Test
  void problemsOfADamagedFileLieInTheFile() throws IOException {
    Random random = new Random(2);
    for (SourceFile file : Samples.all()) {
      for (int i = 0; i < 40; i++) {
        checkProblems(Damage.oneToken(file.text(), random).text());
      }
    }
  }

  @Test
  void problemsOfACutFileLieInTheFile() throws IOException {
    for (SourceFile file : Samples.all()) {
      for (int end = 0; end < file.text().length(); end += 37) {
        checkProblems(file.text().substring(0, end));
      }
    }
  }

  private static void checkProblems(String text) {
    ParsedFile parsed = Samples.parse(text);
    for (ParseProblem problem : parsed.problems()) {
      assertThat(problem.span().end()).as(text).isLessThanOrEqualTo(text.length());
      assertThat(problem.message()).isNotBlank();
    }
    assertThat(parsed.problems()).isSortedAccordingTo((a, b) -> a.span().compareTo(b.span()));
  }

  @Test
  void statementsFarFromADamageStay() throws IOException {
    Random random = new Random(3);
    int lost = 0;
    int all = 0;
    for (SourceFile file : Samples.all()) {
      ParsedFile sound = Tensorvet.parse(file);
      if (!sound.problems().isEmpty()) {
        continue;
      }
      Set<String> before = lines(sound);
      for (int i = 0; i < 40; i++) {
        Damaged damaged = Damage.oneToken(file.text(), random);
        Set<String> missing = new HashSet<>(before);
        missing.removeAll(lines(Samples.parse(damaged.text())));
        all += before.size();
        lost += missing.size();
      }
    }
    assertThat(all).isGreaterThan(1000);
    // Measured: 6 in 100, most of them in samples that are one long statement.
    assertThat(lost * 100.0 / all).isLessThan(8);
  }

  /** The simple statements of a file, as they are written. */
  private static Set<String> lines(ParsedFile parsed) {
    Set<String> lines = new HashSet<>();
    parsed
        .tree()
        .walk(
            node -> {
              boolean isSimple =
                  node instanceof Stmt.Assign
                      || node instanceof Stmt.ExprStmt
                      || node instanceof Stmt.Return
                      || node instanceof Stmt.Import
                      || node instanceof Stmt.ImportFrom;
              if (isSimple) {
                lines.add(parsed.source().text(node.span()));
              }
            });
    return lines;
  }

  @Test
  void aFileMayEndAfterAnyToken() {
    String tokens =
        "+ - * ** / // % @ << >> & | ^ ~ < > <= >= == != <> ! not is in and or if else lambda : :="
            + " . , ; = += -> ( [ { ) ] } ' \" f' f\"{ t'{ ''' @x \\ # def class for while with try"
            + " return yield await async import from as del global match case type except finally";
    for (String token : tokens.split(" ", -1)) {
      for (String start : List.of("", "a ", "x = a ", "def f():\n    return a ", "(a ")) {
        SourceFile file = SourceFile.of("a.py", Language.PYTHON, start + token);
        assertThat(new PythonFrontend().parse(file).problems())
            .as(start + token)
            .allMatch(p -> p.span().end() <= file.text().length());
      }
    }
  }

  @Test
  void manyBrokenLinesLoseNothingElse() {
    List<String> broken = Collections.nCopies(2_000, "x = [1, (2 +\n");
    ParsedFile parsed = Samples.parse(String.join("", broken) + "y = f(1)\n");
    assertThat(parsed.tree().root().body()).hasSize(2_001);
    assertThat(parsed.tree().root().body().getLast()).isInstanceOf(Stmt.Assign.class);
  }
}
