package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Report;
import dev.tensorvet.fix.FixApplier;
import dev.tensorvet.source.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What reviewdog makes of a report: it counts bytes. */
final class RdjsonReporterTest {

  private static final ReportContext UNSAFE =
      new ReportContext("0.1.0", Samples::page, Fix.Safety.UNSAFE, false, 100);

  private static List<JsonTree> read(Report report, ReportContext context) throws IOException {
    return JsonTree.parse(ReportersTest.write("rdjson", report, context)).list("diagnostics");
  }

  /** Where a position is among the bytes of a file on disk. */
  private static int offset(SourceFile file, JsonTree position) {
    int line = position.number("line");
    int start = line == 1 ? file.contentStart() : file.lines().start(line);
    return file.text().substring(0, start).getBytes(StandardCharsets.UTF_8).length
        + position.number("column")
        - 1;
  }

  private static byte[] bytes(SourceFile file) {
    return file.text().getBytes(StandardCharsets.UTF_8);
  }

  @TestFactory
  Stream<DynamicTest> theBytesOfARangeAreThoseOfTheCode() {
    return Samples.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(sample.getKey(), () -> checkRanges(sample.getValue())));
  }

  private static void checkRanges(Report report) throws IOException {
    List<JsonTree> told = read(report, ReportersTest.PLAIN);
    for (int i = 0; i < report.findings().size(); i++) {
      Region region = Region.of(report.findings().get(i).finding().place());
      JsonTree range = told.get(i).at("location/range");
      byte[] code =
          Arrays.copyOfRange(
              bytes(region.physical()),
              offset(region.physical(), range.at("start")),
              offset(region.physical(), range.at("end")));
      assertThat(new String(code, StandardCharsets.UTF_8))
          .isEqualTo(region.physical().text(region.physicalSpan()));
      assertThat(told.get(i).text("severity")).isIn("ERROR", "WARNING", "INFO");
    }
  }

  @TestFactory
  Stream<DynamicTest> aSuggestionIsWhatTheFixDoes() {
    return Samples.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getKey(), () -> checkSuggestions(sample.getValue())));
  }

  private static void checkSuggestions(Report report) throws IOException {
    List<JsonTree> told = read(report, UNSAFE);
    FixApplier applier = new FixApplier(Tensorvet::parse, Fix.Safety.UNSAFE);
    for (int i = 0; i < report.findings().size(); i++) {
      Finding finding = report.findings().get(i).finding();
      SourceFile file = finding.place().file();
      boolean isSuggested = finding.fix().isPresent() && file.cells().isEmpty();
      assertThat(told.get(i).has("suggestions")).isEqualTo(isSuggested);
      if (isSuggested) {
        JsonTree suggestion = told.get(i).at("suggestions/0");
        byte[] before = bytes(file);
        int start = offset(file, suggestion.at("range/start"));
        int end = offset(file, suggestion.at("range/end"));
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        after.write(before, 0, start);
        after.writeBytes(suggestion.text("text").getBytes(StandardCharsets.UTF_8));
        after.write(before, end, before.length - end);
        assertThat(after.toString(StandardCharsets.UTF_8))
            .isEqualTo(applier.apply(file, List.of(finding)).text());
      }
    }
  }

  @Test
  void onlyWhatFixWouldApplyIsSuggested() throws IOException {
    Report loop = ReportersTest.sample("loop");
    assertThat(read(loop, ReportersTest.PLAIN)).filteredOn(e -> e.has("suggestions")).hasSize(1);
    assertThat(read(loop, UNSAFE)).filteredOn(each -> each.has("suggestions")).hasSize(2);
  }

  @Test
  void inANotebookTheLineIsThatOfTheFile() throws IOException {
    JsonTree told = read(ReportersTest.sample("notebook"), UNSAFE).getFirst();
    assertThat(told.number("location/range/start/line")).isEqualTo(28);
    assertThat(told.number("location/range/start/column")).isEqualTo(27);
    assertThat(told.text("message")).endsWith(" (cell 3, line 3)");
    assertThat(told.text("relatedLocations/0/message")).endsWith(" (cell 2, line 2)");
  }
}
