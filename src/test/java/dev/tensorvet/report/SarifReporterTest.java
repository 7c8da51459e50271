package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What GitHub requires of an upload, checked on everything that is written. */
public final class SarifReporterTest {

  private static final Pattern LINK = Pattern.compile("(?<!\\\\)\\]\\((\\d+)\\)");

  @TestFactory
  Stream<DynamicTest> everySampleIsWhatGithubTakes() {
    return Samples.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(sample.getKey(), () -> checkLog(read(sample.getValue()))));
  }

  /** Whether a log is one that GitHub takes in. */
  public static void checkLog(JsonTree log) {
    assertThat(log.text("version")).isEqualTo("2.1.0");
    assertThat(log.list("runs")).hasSize(1);
    JsonTree run = log.at("runs/0");
    assertThat(run.at("invocations/0/executionSuccessful").value()).isEqualTo(true);
    assertThat(run.text("automationDetails/id")).isEqualTo("tensorvet/check/");
    assertThat(run.text("columnKind")).isEqualTo("utf16CodeUnits");
    List<JsonTree> rules = run.list("tool/driver/rules");
    rules.forEach(SarifReporterTest::checkDescriptor);
    for (JsonTree result : run.list("results")) {
      assertThat(result.text("ruleId")).isEqualTo(rules.get(result.number("ruleIndex")).text("id"));
      assertThat(result.text("level")).isIn("error", "warning", "note");
      assertThat(result.has("suppressions")).isFalse();
      assertThat(result.text("partialFingerprints/primaryLocationLineHash"))
          .matches("[0-9a-f]{1,16}:[1-9][0-9]*");
      assertThat(result.list("locations")).hasSize(1);
      checkLocation(result.at("locations/0"));
      assertThat(result.at("locations/0/physicalLocation").has("region")).isTrue();
      checkLinks(result);
    }
    if (run.at("invocations/0").has("toolExecutionNotifications")) {
      List<JsonTree> kinds = run.list("tool/driver/notifications");
      kinds.forEach(SarifReporterTest::checkDescriptor);
      for (JsonTree told : run.list("invocations/0/toolExecutionNotifications")) {
        assertThat(told.text("descriptor/id"))
            .isEqualTo(kinds.get(told.number("descriptor/index")).text("id"));
        assertThat(told.text("message/text")).isNotBlank();
        checkLocation(told.at("locations/0"));
      }
    }
  }

  private static void checkDescriptor(JsonTree rule) {
    assertThat(rule.text("name")).matches("([A-Z][a-z0-9]*)+");
    assertThat(rule.text("name")).isNotEqualToIgnoringCase(rule.text("id"));
    assertThat(rule.text("shortDescription/text")).isNotBlank().hasSizeLessThanOrEqualTo(1024);
    assertThat(rule.text("fullDescription/text")).isNotBlank().hasSizeLessThanOrEqualTo(1024);
    assertThat(rule.text("help/text")).isNotBlank();
  }

  private static void checkLocation(JsonTree location) {
    JsonTree artifact = location.at("physicalLocation/artifactLocation");
    String uri = artifact.text("uri");
    assertThat(uri).matches("(file://)?[-._~/%A-Za-z0-9]+");
    assertThat(artifact.has("uriBaseId")).isEqualTo(!uri.startsWith("file:"));
    if (location.at("physicalLocation").has("region")) {
      JsonTree region = location.at("physicalLocation/region");
      for (String number : List.of("startLine", "startColumn", "endLine", "endColumn")) {
        assertThat(region.number(number)).isPositive();
      }
      assertThat(region.number("endLine")).isGreaterThanOrEqualTo(region.number("startLine"));
    }
  }

  /** Every related place is linked in the message, and nothing else looks like a link. */
  private static void checkLinks(JsonTree result) {
    List<Integer> linked = new ArrayList<>();
    Matcher links = LINK.matcher(result.text("message/text"));
    while (links.find()) {
      linked.add(Integer.parseInt(links.group(1)));
    }
    List<Integer> ids =
        result.has("relatedLocations")
            ? result.list("relatedLocations").stream().map(r -> r.number("id")).toList()
            : List.of();
    assertThat(linked).isEqualTo(ids);
  }

  @Test
  void codeThatLooksLikeALinkIsNone() throws IOException {
    String message = result("two-files", 0).text("message/text");
    assertThat(message).startsWith("`self.layers\\[0](x)` is called").endsWith("[called here](1).");
  }

  @Test
  void aNotebooksRegionIsThatOfTheFile() throws IOException {
    JsonTree result = result("notebook", 0);
    assertThat(result.number("locations/0/physicalLocation/region/startLine")).isEqualTo(28);
    assertThat(result.text("locations/0/physicalLocation/region/snippet/text"))
        .isEqualTo("opt.step()");
    assertThat(result.text("message/text")).contains("(cell 3, line 3).");
    assertThat(result.has("fixes")).isFalse();
  }

  @Test
  void aFixReplacesWithTheLineEndsOfTheFile() throws IOException {
    JsonTree replacement = result("line-ends", 1).at("fixes/0/artifactChanges/0/replacements/0");
    assertThat(replacement.text("insertedContent/text")).isEqualTo("\r\ny = 2\r\n");
    assertThat(replacement.number("deletedRegion/startLine")).isEqualTo(4);
  }

  @Test
  void pathsAreEscapedAsUris() throws IOException {
    assertThat(result("characters", 0).text("locations/0/physicalLocation/artifactLocation/uri"))
        .isEqualTo("daten/gr%C3%B6%C3%9Fe%201.py");
    assertThat(
            result("two-files", 1).text("relatedLocations/1/physicalLocation/artifactLocation/uri"))
        .isEqualTo("../shared%20code/train%231.py");
    assertThat(result("line-ends", 0).text("locations/0/physicalLocation/artifactLocation/uri"))
        .isEqualTo("file:///data/win.py");
    assertThat(Uris.of("C:/a b/x.py")).isEqualTo("file:///C:/a%20b/x.py");
    assertThat(Uris.of("./x:y.py")).isEqualTo("x%3Ay.py");
  }

  @Test
  void helpShowsTheFirstExampleWithoutTestMarks() throws IOException {
    JsonTree rules = read(ReportersTest.sample("notebook")).at("runs/0/tool/driver/rules/0");
    assertThat(rules.text("help/markdown"))
        .contains("## Instead\n\n```python\nfor x, y in loader:\n    optimizer.zero_grad()")
        .doesNotContain("expect:", "with a closure", "## Good");
  }

  @Test
  void helpOfAProjectShowsAllItsFiles() {
    RulePage page =
        page(
            """
            ## Bad

            ### in two files

            ```python file=net.py
            a
            ```

            ```python file=train.py
            b  # expect: some-rule
            ```

            ```python fixed file=train.py
            c
            ```

            ### another

            ```python
            d
            ```
            """);
    assertThat(RuleHelp.markdown(page))
        .contains("## Bad\n\n`net.py`:\n\n```python\na\n```\n\n`train.py`:\n\n```python\nb\n```\n")
        .contains("## Instead\n\n`train.py`:\n\n```python\nc\n```\n")
        .doesNotContain("\nd\n");
  }

  private static RulePage page(String markdown) {
    return new RulePage(
        new RuleId("some-rule"),
        "training",
        "a summary",
        Level.WARNING,
        true,
        "0.1.0",
        Optional.empty(),
        List.of(),
        () -> markdown);
  }

  @Test
  void aLongDescriptionEndsWithASentence() throws IOException {
    String why = "word ".repeat(100).strip() + ". " + "b".repeat(600) + ". " + "c".repeat(900);
    RulePage page = page("## Why\n\n" + why + "\n");
    Place place = new Place(Samples.python("a.py", "x = 1\n"), new Span(0, 1));
    Report report =
        new Report(
            List.of(new Reported(Finding.of(page.id(), place, "x"), Level.WARNING)),
            List.of(),
            List.of(),
            1);
    String sarif =
        ReportersTest.write(
            "sarif", report, ReportContext.plain("0.1.0", rule -> Optional.of(page)));
    JsonTree rule = JsonTree.parse(sarif).at("runs/0/tool/driver/rules/0");
    assertThat(rule.text("fullDescription/text")).startsWith("A summary. word").endsWith("word.");
  }

  @Test
  void hugeLinesAreNotRepeated() throws IOException {
    SourceFile file = Samples.python("data.py", "x = '" + "a".repeat(100_000) + "'\n");
    Report report =
        new Report(
            List.of(
                new Reported(
                    Finding.of(new RuleId("some-rule"), new Place(file, new Span(4, 100_006)), "m"),
                    Level.ERROR)),
            List.of(),
            List.of(),
            1);
    assertThat(ReportersTest.write("sarif", report, ReportersTest.PLAIN)).hasSizeLessThan(5_000);
    assertThat(ReportersTest.write("text", report, ReportersTest.PLAIN)).hasSizeLessThan(1_000);
  }

  private static JsonTree result(String sample, int index) throws IOException {
    return read(ReportersTest.sample(sample)).at("runs/0/results/" + index);
  }

  private static JsonTree read(Report report) throws IOException {
    return JsonTree.parse(ReportersTest.write("sarif", report, ReportersTest.PLAIN));
  }
}
