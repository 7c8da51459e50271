package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What GitLab asks of a Code Quality report. */
final class GitlabReporterTest {

  private static List<JsonTree> read(Report report) throws IOException {
    return JsonTree.parse(
            "{\"all\": " + ReportersTest.write("gitlab", report, ReportersTest.PLAIN) + "}")
        .list("all");
  }

  @TestFactory
  Stream<DynamicTest> everyIssueOfEverySampleIsWholeAndItsOwn() {
    return Samples.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getKey(),
                    () -> {
                      List<JsonTree> issues = read(sample.getValue());
                      assertThat(issues)
                          .hasSize(
                              sample.getValue().findings().size()
                                  + sample.getValue().problems().size());
                      assertThat(issues)
                          .extracting(i -> i.text("fingerprint"))
                          .doesNotHaveDuplicates();
                      for (JsonTree issue : issues) {
                        assertThat(issue.text("description")).isNotBlank();
                        assertThat(issue.text("check_name")).isNotBlank();
                        assertThat(issue.text("severity"))
                            .isIn("info", "minor", "major", "critical", "blocker");
                        assertThat(issue.text("location/path")).doesNotStartWith("./");
                        assertThat(issue.number("location/lines/begin")).isPositive();
                      }
                    }));
  }

  @Test
  void aFingerprintStaysWhenLinesMove() throws IOException {
    List<String> before = prints("x = f()\ny = 1\nx = f()\n");
    assertThat(prints("# more\n\nx  =  f()\nx = f()\ny = 1\n")).isEqualTo(before);
    assertThat(prints("x = f()\nx = f()\nx = f()\n")).hasSize(3).containsAll(before);
    assertThat(prints("x = g()\n")).doesNotContainAnyElementsOf(before);
  }

  /** Of a report that finds something in each line with a call. */
  private static List<String> prints(String text) throws IOException {
    SourceFile file = Samples.python("a.py", text);
    List<Reported> found = new ArrayList<>();
    for (int at = text.indexOf("()"); at >= 0; at = text.indexOf("()", at + 1)) {
      found.add(
          new Reported(
              Finding.of(new RuleId("some-rule"), new Place(file, new Span(at - 1, at)), "x"),
              Level.ERROR,
              "f"));
    }
    return read(new Report(found, List.of(), List.of(), 1)).stream()
        .map(issue -> issue.text("fingerprint"))
        .toList();
  }

  @Test
  void inANotebookTheLineIsThatOfTheFile() throws IOException {
    JsonTree issue = read(ReportersTest.sample("notebook")).getFirst();
    assertThat(issue.number("location/lines/begin")).isEqualTo(28);
    assertThat(issue.text("description")).endsWith(" (cell 3, line 3).");
  }
}
