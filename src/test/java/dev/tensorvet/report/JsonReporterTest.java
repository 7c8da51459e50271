package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class JsonReporterTest {

  @Test
  void aFindingSaysWhereAndWhatItIs() throws IOException {
    JsonTree finding = read("loop").at("findings/2");
    assertThat(finding.text("rule")).isEqualTo("missing-zero-grad");
    assertThat(finding.text("level")).isEqualTo("error");
    assertThat(finding.text("path")).isEqualTo("src/train.py");
    assertThat(finding.number("start/line")).isEqualTo(11);
    assertThat(finding.number("start/column")).isEqualTo(9);
    assertThat(finding.number("end/line")).isEqualTo(11);
    assertThat(finding.number("end/column")).isEqualTo(25);
    assertThat(finding.has("cell")).isFalse();
    assertThat(finding.has("physical")).isFalse();
    assertThat(finding.list("related")).hasSize(2);
    assertThat(finding.text("related/0/message")).isEqualTo("`optimizer` is made here");
    assertThat(finding.text("related/0/path")).isEqualTo("src/train.py");
    assertThat(finding.number("related/0/start/line")).isEqualTo(4);
    assertThat(finding.text("fix/safety")).isEqualTo("safe");
    assertThat(finding.number("fix/edits/0/start/line")).isEqualTo(9);
    assertThat(finding.number("fix/edits/0/end/column")).isEqualTo(1);
    assertThat(finding.text("fix/edits/0/replacement"))
        .isEqualTo("        optimizer.zero_grad()\n");
    assertThat(read("loop").at("findings/0").has("fix")).isFalse();
  }

  @Test
  void inANotebookPlacesCountInTheCellAndInTheFile() throws IOException {
    JsonTree finding = read("notebook").at("findings/0");
    assertThat(finding.number("cell")).isEqualTo(3);
    assertThat(finding.number("start/line")).isEqualTo(3);
    assertThat(finding.number("start/column")).isEqualTo(22);
    assertThat(finding.number("physical/line")).isEqualTo(28);
    assertThat(finding.number("physical/column")).isEqualTo(27);
    assertThat(finding.number("related/0/cell")).isEqualTo(2);
  }

  @Test
  void problemsAndCountsStandBesideTheFindings() throws IOException {
    JsonTree report = read("problems");
    assertThat(report.text("version")).isEqualTo("0.1.0");
    assertThat(report.list("problems")).hasSize(4);
    assertThat(report.text("problems/0/kind")).isEqualTo("syntax-error");
    assertThat(report.number("problems/0/cell")).isEqualTo(3);
    assertThat(report.at("problems/2").has("start")).isFalse();
    assertThat(report.number("summary/files")).isEqualTo(4);
    assertThat(report.number("summary/errors")).isEqualTo(1);
    assertThat(report.number("summary/problems")).isEqualTo(4);
    assertThat(read("loop").number("summary/suppressed")).isEqualTo(1);
    assertThat(read("loop").number("summary/fixable/unsafe")).isEqualTo(1);
  }

  private static JsonTree read(String sample) throws IOException {
    return JsonTree.parse(
        ReportersTest.write("json", ReportersTest.sample(sample), ReportersTest.PLAIN));
  }
}
