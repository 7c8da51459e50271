package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Report;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ReportersTest {

  private static final Map<String, String> FILES =
      Map.of(
          "text", "text.txt",
          "concise", "concise.txt",
          "json", "report.json",
          "sarif", "report.sarif",
          "github", "github.txt",
          "gitlab", "gitlab.json",
          "junit", "junit.xml",
          "rdjson", "rdjson.json");

  static final ReportContext PLAIN = ReportContext.plain("0.1.0", Samples::page);

  @TestFactory
  Stream<DynamicTest> everyFormatOfEverySample() {
    return Samples.all().entrySet().stream()
        .flatMap(
            sample ->
                Reporters.names().stream()
                    .map(
                        format ->
                            DynamicTest.dynamicTest(
                                sample.getKey() + " as " + format,
                                () ->
                                    Golden.check(
                                        sample.getKey() + "/" + FILES.get(format),
                                        write(format, sample.getValue(), PLAIN)))));
  }

  @Test
  void statistics() throws IOException {
    StringWriter out = new StringWriter();
    for (String sample : List.of("loop", "many", "empty")) {
      Reporters.statistics().write(sample(sample), PLAIN, out);
      out.append('\n');
    }
    Golden.check("statistics.txt", out.toString());
  }

  @Test
  void textInColourAndNarrow() throws IOException {
    ReportContext narrow = new ReportContext("0.1.0", Samples::page, Fix.Safety.UNSAFE, true, 50);
    Golden.check("loop/text-narrow-colour.txt", write("text", sample("loop"), narrow));
  }

  @Test
  void withoutColourNoEscapeReachesTheTerminal() throws IOException {
    for (Report report : Samples.all().values()) {
      for (String format : List.of("text", "concise", "github", "junit")) {
        assertThat(write(format, report, PLAIN)).doesNotContain("\u001B", "\u202E");
      }
    }
  }

  @Test
  void aFormatThatIsNotThere() {
    assertThat(Reporters.find("xml")).isEmpty();
    assertThat(Reporters.names())
        .containsExactly("text", "concise", "json", "sarif", "github", "gitlab", "junit", "rdjson");
  }

  static Report sample(String name) {
    Report report = Samples.all().get(name);
    if (report == null) {
      throw new IllegalArgumentException(name);
    }
    return report;
  }

  static String write(String format, Report report, ReportContext context) throws IOException {
    StringWriter out = new StringWriter();
    Reporters.find(format).orElseThrow().write(report, context, out);
    return out.toString();
  }
}
