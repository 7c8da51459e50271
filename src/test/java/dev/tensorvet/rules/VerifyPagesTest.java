package dev.tensorvet.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.verify.Checklist;
import dev.tensorvet.verify.Libtorch;
import dev.tensorvet.verify.ModelReport;
import dev.tensorvet.verify.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The pages of what only a run of a model finds are tests as the others are: their models are run.
 */
final class VerifyPagesTest {

  static final String CATEGORY = "verify";

  /** Its bad code would be a fault of the tool, and none is known. */
  private static final RuleId OWN_FAULT = new RuleId("verify-shape-differs");

  private static final Libtorch TORCH = Runs.libtorch();

  @AfterAll
  static void stop() {
    TORCH.close();
  }

  @TestFactory
  Stream<DynamicNode> pages() {
    return RulePages.load().all().stream()
        .filter(page -> page.category().equals(CATEGORY))
        .flatMap(page -> PageProject.of(page).stream().map(project -> test(page, project)));
  }

  private static DynamicNode test(RulePage page, PageProject project) {
    return DynamicTest.dynamicTest(
        page.id() + ": " + project.section() + ": " + project.name(),
        () -> {
          List<Expectation> expected = new ArrayList<>();
          project.files().forEach((file, text) -> expected.addAll(Expectation.in(file, text)));
          assertThat(expected.isEmpty())
              .isEqualTo(project.section().equals("Good") || page.id().equals(OWN_FAULT));
          check(project.files(), expected);
        });
  }

  /** Exactly what is marked is found. */
  private static void check(Map<String, String> files, List<Expectation> expected) {
    List<Finding> found = new ArrayList<>();
    for (ModelReport report : Runs.reports(files, TORCH)) {
      assertThat(report.layers()).as("the model runs").isNotEmpty();
      found.addAll(report.findings());
    }
    assertThat(found).hasSameSizeAs(expected);
    for (Expectation one : expected) {
      assertThat(found)
          .anyMatch(
              finding ->
                  finding.rule().name().equals(one.rule())
                      && finding.place().file().path().equals(one.file())
                      && finding.place().file().locate(finding.place().span().start()).line()
                          == one.line()
                      && finding.message().contains(one.message()));
    }
    for (Finding finding : found) {
      assertThat(Checklist.RULES).contains(finding.rule());
      assertThat(finding.message()).doesNotEndWith(".").doesNotContain("\n");
    }
  }
}
