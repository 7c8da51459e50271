package dev.tensorvet.frontend.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.source.CellMap;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParseProblem;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.TreeText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NotebookFrontendTest {

  private static ParsedFile parse(String json) {
    return new NotebookFrontend().parse(SourceFile.of("n.ipynb", Language.NOTEBOOK, json));
  }

  /** A notebook of format 4 with these code cells, each written as it stands in the file. */
  private static ParsedFile cells(String... sources) {
    return parse(
        Stream.of(sources)
            .map(source -> "{\"cell_type\": \"code\",\n\"source\": " + source + "}")
            .collect(Collectors.joining(",\n", "{\"cells\": [\n", "],\n\"nbformat\": 4}")));
  }

  private static List<String> statements(ParsedFile parsed) {
    return parsed.tree().root().body().stream()
        .filter(statement -> !(statement instanceof Stmt.Pass))
        .map(statement -> parsed.source().text(statement.span()))
        .toList();
  }

  private static List<String> messages(ParsedFile parsed) {
    return parsed.problems().stream().map(ParseProblem::message).toList();
  }

  private static CellMap.CellLocation place(ParsedFile parsed, String text) {
    return parsed.source().cells().orElseThrow().locate(parsed.source().text().indexOf(text));
  }

  @Test
  void cellsAreOneProgram() {
    ParsedFile parsed = cells("[\"a = 1\\n\", \"b = 2\"]", "\"c = a\\nd = b\\n\"", "[]", "\"\"");
    assertThat(parsed.problems()).isEmpty();
    assertThat(statements(parsed)).containsExactly("a = 1", "b = 2", "c = a", "d = b");
  }

  @Test
  void aCommandGoesOnBehindABackslashWhateverEndsTheLine() {
    ParsedFile parsed =
        cells("[\"!run a \\\\\\r\\n\", \"  --b \\\\\\r\\n\", \"  --c\\r\\n\", \"d = 1\"]");
    assertThat(parsed.problems()).isEmpty();
    assertThat(statements(parsed)).containsExactly("d = 1");
  }

  @Test
  void aPlaceIsToldInItsCellAndInTheFile() {
    ParsedFile parsed =
        cells("\"a\"", "[\n \"b = \\\"\\u00e9\\\" + c\\n\",\n \"if d:\\r\\n\",\n \"  e\"]");
    CellMap.CellLocation c = place(parsed, "c\n");
    assertThat(c.cell()).isEqualTo(2);
    assertThat(c.inCell()).hasToString("1:11");
    assertThat(c.physical()).hasToString("6:20");
    assertThat(place(parsed, "  e").inCell()).hasToString("3:1");
    assertThat(place(parsed, "  e").physical()).hasToString("8:3");
  }

  @Test
  void aLineMayEndWithACarriageReturnAlone() {
    ParsedFile parsed = cells("\"a = 1\\rb = 2\\r\\nc = 3\\nd = 4\"");
    assertThat(statements(parsed)).containsExactly("a = 1", "b = 2", "c = 3", "d = 4");
    assertThat(place(parsed, "d").inCell()).hasToString("4:1");
    assertThat(place(parsed, "d").physical()).hasToString("3:35");
  }

  @Test
  void linesOfIPythonAreNoneOfPythons() {
    ParsedFile parsed =
        cells(
            "\"%matplotlib inline\\n!pip install x \\\\\\n  y\\na = 1\\n?a\\nb.c??\\npip install z\"",
            "\"if a:\\n    !ls\\n    %cd ..\\nelse:\\n    b = !ls\\n    c = %time f()\"",
            "\"%%time\\nd = 2\"",
            "\"\\n%%bash\\nfor f in *; do echo $f; done\"",
            "\"%%writefile x.py\\nwith (\"",
            "\"e = '''\\n!not a command\\n%nor this\\n'''\\nf = 5 %2\\ng = (1\\n%3)\"",
            "\"ls = 1\\nls\"");
    assertThat(parsed.problems()).isEmpty();
    assertThat(statements(parsed))
        .containsExactly(
            "a = 1",
            "if a:\n    !ls\n    %cd ..\nelse:\n    b = !ls\n    c = %time f()",
            "d = 2",
            "e = '''\n!not a command\n%nor this\n'''",
            "f = 5 %2",
            "g = (1\n%3)",
            "ls = 1",
            "ls");
  }

  @Test
  void theCodeThatAMagicRunsIsRead() {
    ParsedFile parsed =
        cells(
            "\"%time a = f()\\n%timeit -n 10 -r3 -q b\\n%time -c\\n%prun -l 5 -q d.e()\"",
            "\"if g:\\n    %time h = [1,\\n      2]\\nelse:\\n    %time\\n%time !ls\\n%timeit? i\"",
            "\"j = %time k(2)\\nl = %timeit -o m(\\n%time # (\"",
            "\"%%timeit -n 3 n = 1\\no(n)\"",
            "\"%%time\\np\"",
            "\"%%capture --no-stderr q\\nr\"",
            "\"%%prun -s cumulative\\ns\"",
            "\"%%python3\\nt = (\"");
    assertThat(parsed.problems()).isEmpty();
    assertThat(statements(parsed))
        .containsExactly(
            "a = f()",
            "b",
            "-c",
            "d.e()",
            "if g:\n    %time h = [1,\n      2]\nelse:\n    %time",
            "j = %time k(2)",
            "l = %timeit -o m(",
            "n = 1",
            "o(n)",
            "p",
            "r",
            "s");
    assertThat(place(parsed, "k(2)").inCell()).hasToString("1:11");
    assertThat(place(parsed, "k(2)").physical()).hasToString("7:22");
    assertThat(TreeText.of(parsed)).contains("Call 12:11-12:15", "Broken 13:5-13:18");
  }

  @Test
  void awaitMayStandOutsideOfAFunction() {
    ParsedFile parsed = cells("\"a = await b\\nasync with c:\\n  await d\"");
    assertThat(parsed.problems()).isEmpty();
  }

  @Test
  void promptsOfPythonsShellAreTakenAway() {
    ParsedFile parsed =
        cells(
            "\">>> for a in b:\\n...     c = a\\n...\\n>>> d = c\"",
            "\"e = 1\\n>>> f = 2\"",
            "\"g = 3\"");
    assertThat(statements(parsed))
        .startsWith("for a in b:\n...     c = a", "d = c", "e = 1")
        .endsWith("g = 3");
    assertThat(messages(parsed)).containsExactly("unexpected `>>`");
    assertThat(place(parsed, "d = c").inCell()).hasToString("4:5");
  }

  @Test
  void aCellMayBeIndentedAsAWhole() {
    ParsedFile parsed = cells("\"a\"", "\"  if b:\\n    c\\n  d\"", "\"e\\n  g\"");
    assertThat(messages(parsed)).containsExactly("unexpected indentation");
    assertThat(place(parsed, "g").cell()).isEqualTo(3);
  }

  @Test
  void onlyLinesThatBeginLikeTheFirstAreTakenOutOfItsIndentation() {
    assertThat(cells("\" a = 1\\nif a:\\n    b\\n c = 2\"").problems()).isEmpty();
    assertThat(messages(cells("\"  a\\n b\""))).containsExactly("unexpected indentation");
  }

  @Test
  void whatIsSavedOfARunIsTold() {
    ParsedFile parsed =
        parse(
            """
            {"cells": [
              {"cell_type": "code", "execution_count": 7, "source": "a", "metadata": {"tags": []},
               "outputs": [
                 {"output_type": "stream", "text": ["one\\n", "two"]},
                 {"output_type": "execute_result", "data": {"text/plain": "three", "x": {"y": 1}}},
                 {"output_type": "error", "ename": "KeyError", "traceback": ["t"]}]},
              {"cell_type": "code", "execution_count": "odd", "source": "b", "outputs": {"a": [1]},
               "metadata": {"tags": ["raises-exception"]}},
              {"cell_type": "code", "prompt_number": 3, "input": "c", "metadata": {"tags": ["raises-exception"]},
               "outputs": [3, {"output_type": "pyerr", "ename": "ValueError"}, [4]]},
              {"cell_type": "code", "source": "d"}
            ], "metadata": {}, "nbformat": 4}
            """);
    assertThat(parsed.problems()).isEmpty();
    List<CellMap.Run> runs =
        parsed.source().cells().orElseThrow().cells().stream().map(CellMap.Cell::run).toList();
    String saved = parsed.source().physical().text();
    assertThat(runs.getFirst().texts().stream().map(t -> saved.substring(t.start(), t.end())))
        .containsExactly("\"one\\n\"", "\"two\"", "\"three\"");
    assertThat(runs.getFirst().count()).isEqualTo(7);
    assertThat(runs.getFirst().error()).contains("KeyError");
    assertThat(runs.get(1).count()).isZero();
    assertThat(runs.get(2).count()).isEqualTo(3);
    assertThat(runs.get(2).error()).isEmpty();
    assertThat(runs).hasSize(4);
  }

  @Test
  void aBrokenCellDoesNotReachTheNext() {
    for (String broken : List.of("f(1, [", "'''text", "f'''{a", "if a:", "def f(", "x = \\\\")) {
      ParsedFile parsed = cells("\"a = 1\"", "\"" + broken + "\"", "\"b = 2\\nc = 3\"");
      assertThat(parsed.problems()).as(broken).isNotEmpty();
      assertThat(parsed.problems())
          .as(broken)
          .allMatch(
              problem ->
                  parsed.source().cells().orElseThrow().locate(problem.span().start()).cell() == 2);
      assertThat(statements(parsed)).as(broken).contains("a = 1", "b = 2", "c = 3");
    }
  }

  @Test
  void cellsOfFormat3() {
    ParsedFile parsed =
        parse(
            """
            {"metadata": {"name": ""}, "nbformat": 3, "worksheets": [{"cells": [
              {"cell_type": "markdown", "source": ["text"]},
              {"cell_type": "code", "language": "python", "input": ["a = 1\\n", "b"], "outputs": []},
              {"cell_type": "code", "language": "ruby", "input": ["puts [1"]}
            ]}]}
            """);
    assertThat(parsed.problems()).isEmpty();
    assertThat(statements(parsed)).containsExactly("a = 1", "b");
    assertThat(place(parsed, "a").cell()).isEqualTo(2);
    assertThat(place(parsed, "a").physical()).hasToString("3:58");
  }

  /** A notebook with one code cell, and with what {@code metadata} holds. */
  private static ParsedFile withMetadata(String metadata, String source) {
    return parse(
        "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"%s\"}], \"metadata\": {%s}, \"nbformat\": 4}"
            .formatted(source, metadata));
  }

  @Test
  void aNotebookOfAnotherLanguageHasNothingToCheck() {
    ParsedFile julia = withMetadata("\"kernelspec\": {\"language\": \"julia\"}", "f(x) = 1(");
    ParsedFile r = withMetadata("\"language_info\": {\"name\": \"R\"}", "x <- c(1");
    assertThat(julia.otherLanguage()).contains("julia");
    assertThat(r.otherLanguage()).contains("R");
    for (ParsedFile parsed : List.of(julia, r)) {
      assertThat(parsed.problems()).isEmpty();
      assertThat(statements(parsed)).isEmpty();
    }
  }

  @Test
  void aNotebookThatDoesNotTellItsLanguageIsPythons() {
    for (String language : List.of("null", "\"\"", "\"python\"", "{\"a\": \"R\"}")) {
      ParsedFile parsed = withMetadata("\"kernelspec\": {\"language\": " + language + "}", "a = 1");
      assertThat(parsed.otherLanguage()).as(language).isEmpty();
      assertThat(statements(parsed)).as(language).containsExactly("a = 1");
    }
  }

  @Test
  void aNotebookWithoutCodeIsEmpty() {
    assertThat(parse("{\"cells\": [], \"nbformat\": 4}").problems()).isEmpty();
    ParsedFile markdown =
        parse("{\"cells\": [{\"cell_type\": \"markdown\", \"source\": \"if\"}], \"nbformat\": 4}");
    assertThat(markdown.problems()).isEmpty();
    assertThat(statements(markdown)).isEmpty();
  }

  @Test
  void whatIsNoNotebookIsAProblem() {
    assertThat(messages(parse("")))
        .containsExactly("this is not a notebook: a JSON object is expected");
    assertThat(messages(parse("[1]")))
        .containsExactly("this is not a notebook: a JSON object is expected");
    assertThat(messages(parse("{}"))).containsExactly("this is not a notebook: it has no cells");
    assertThat(messages(parse("{\"cells\": [], \"nbformat\": 9}")))
        .containsExactly("notebooks of format 9 are not known");
  }

  @Test
  void brokenJsonIsAProblemAtItsPlace() {
    String sound =
        "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"a\\u00e9\\n\"]}], \"nbformat\": 4}";
    for (int end = 0; end < sound.length(); end++) {
      String text = sound.substring(0, end);
      ParsedFile parsed = parse(text);
      assertThat(parsed.problems()).as(text).hasSize(1);
      assertThat(parsed.problems().getFirst().span().end()).isLessThanOrEqualTo(end);
      assertThat(messages(parsed).getFirst()).doesNotContain("start marker");
    }
    assertThat(messages(cells("\"\\uZZZZ\"")))
        .singleElement()
        .asString()
        .contains("not valid JSON");
    assertThat(messages(cells("\"a\nb\""))).singleElement().asString().contains("not valid JSON");
  }

  @Test
  void sourcesOfOtherTypesAreNoCode() {
    assertThat(statements(cells("null", "1", "{\"a\": [\"b\"]}", "[1, null, \"c\", [\"d\"]]")))
        .containsExactly("c");
  }

  @Test
  void aSurrogatePairIsOneCharacter() {
    ParsedFile parsed = cells("\"a = '\\ud83d\\ude00' + b\"", "\"c = '\\ud83d'\"");
    assertThat(parsed.problems()).isEmpty();
    assertThat(place(parsed, "b").physical()).hasToString("3:33");
  }

  @Test
  void hugeOutputsArePassedOver() {
    String output = "x".repeat(21_000_000);
    ParsedFile parsed =
        parse(
            "{\"cells\": [{\"cell_type\": \"code\", \"outputs\": [{\"data\": \""
                + output
                + "\"}], \"source\": \"a = 1\"}], \"nbformat\": 4}");
    assertThat(parsed.problems()).isEmpty();
    assertThat(statements(parsed)).containsExactly("a = 1");
  }
}
