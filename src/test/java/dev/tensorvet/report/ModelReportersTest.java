package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.interp.Request;
import dev.tensorvet.source.Language;
import dev.tensorvet.workspace.Discovery;
import dev.tensorvet.workspace.DiskFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ModelReportersTest {

  private static final Map<String, String> FILES =
      Map.of("text", "models.txt", "json", "models.json", "dot", "models.dot");

  private static final ModelContext PLAIN =
      new ModelContext(
          ModelContext.USUAL_BATCHES, OptionalLong.empty(), false, ReportContext.PLAIN_WIDTH);

  @TestFactory
  Stream<DynamicTest> everyFormat() {
    ModelReport report = models(Path.of("testdata", "report", "models"));
    return ModelReporters.names().stream()
        .map(
            format ->
                DynamicTest.dynamicTest(
                    format,
                    () ->
                        Golden.check(
                            "models/" + FILES.get(format),
                            write(ModelReporters.find(format).orElseThrow(), report, PLAIN))));
  }

  @Test
  void statistics() throws IOException {
    ModelReport report = models(Path.of("testdata", "report", "models"));
    Golden.check("models/statistics.txt", write(ModelReporters.statistics(), report, PLAIN));
  }

  @Test
  void textInColourNarrowAndForAGpu() throws IOException {
    ModelReport report = models(Path.of("testdata", "report", "models"));
    ModelContext narrow = new ModelContext(List.of(4L), OptionalLong.of(1L << 30), true, 80);
    String text = write(ModelReporters.find("text").orElseThrow(), report, narrow);
    Golden.check("models/models-narrow-colour.txt", text);
    assertThat(text.lines().filter(line -> line.contains("Conv2d")))
        .allMatch(line -> Glyphs.width(line) <= 80);
  }

  @Test
  void everyModelOfTestdataGoesThroughEveryFormat() throws IOException {
    ModelReport report = models(Path.of("testdata"));
    assertThat(report.problems()).noneMatch(p -> p.kind().equals("internal-error"));
    for (String format : ModelReporters.names()) {
      String written = write(ModelReporters.find(format).orElseThrow(), report, PLAIN);
      assertThat(written).isNotEmpty().doesNotContain(Path.of("").toAbsolutePath().toString());
    }
    JsonTree json = JsonTree.parse(write(ModelReporters.find("json").orElseThrow(), report, PLAIN));
    assertThat(json.list("models")).hasSameSizeAs(report.models());
  }

  private static ModelReport models(Path folder) {
    DiskFiles files = new DiskFiles(Path.of(""));
    return new Tensorvet(files)
        .models(
            new Discovery(path -> false, false, Set.of(Language.PYTHON)).find(List.of(folder)),
            type -> true,
            Request.plain(),
            path -> Problem.unreadable(files.display(path), files.whyNot(path)),
            file -> {},
            2);
  }

  private static String write(ModelReporter reporter, ModelReport report, ModelContext context)
      throws IOException {
    StringWriter out = new StringWriter();
    reporter.write(report, context, out);
    return out.toString();
  }
}
