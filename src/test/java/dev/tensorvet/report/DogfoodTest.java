package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.engine.Recall;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.fix.FixApplier;
import dev.tensorvet.fix.FixedFile;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Discovery;
import dev.tensorvet.workspace.DiskFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every file of testdata goes through every reporter and the fix applier. */
final class DogfoodTest {

  @Test
  void allOfTestdata() throws IOException {
    Report report = check();
    for (String format : Reporters.names()) {
      String written = ReportersTest.write(format, report, ReportersTest.PLAIN);
      assertThat(written).isNotEmpty().doesNotContain(Path.of("").toAbsolutePath().toString());
      assertThat(ReportersTest.write(format, check(), ReportersTest.PLAIN)).isEqualTo(written);
    }
    JsonTree json = JsonTree.parse(ReportersTest.write("json", report, ReportersTest.PLAIN));
    assertThat(json.list("findings")).hasSameSizeAs(report.findings());
    SarifReporterTest.checkLog(
        JsonTree.parse(ReportersTest.write("sarif", report, ReportersTest.PLAIN)));
  }

  @Test
  void noFixBreaksAFile() {
    FixApplier applier = new FixApplier(Tensorvet::parse, Fix.Safety.UNSAFE);
    Map<SourceFile, List<Finding>> byFile =
        check().findings().stream()
            .map(Reported::finding)
            .collect(Collectors.groupingBy(finding -> finding.place().file()));
    byFile.forEach(
        (file, findings) -> {
          FixedFile fixed = applier.apply(file, findings);
          assertThat(fixed.refused())
              .extracting(FixedFile.Refusal::reason)
              .doesNotContain(FixedFile.Reason.BREAKS_FILE, FixedFile.Reason.NO_PLACE);
        });
  }

  private static Report check() {
    DiskFiles files = new DiskFiles(Path.of(""));
    Tensorvet tensorvet = new Tensorvet(files);
    List<Path> inputs =
        new Discovery(path -> false, false, Set.of(Language.PYTHON, Language.NOTEBOOK))
            .find(List.of(Path.of("testdata")));
    assertThat(inputs).isNotEmpty();
    Map<RuleId, Level> everything =
        tensorvet.pages().all().stream()
            .collect(Collectors.toMap(RulePage::id, page -> Level.WARNING));
    return tensorvet.check(
        inputs,
        file -> everything,
        path -> Problem.unreadable(files.display(path), files.whyNot(path)),
        Recall.NONE,
        2);
  }
}
