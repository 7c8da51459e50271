package dev.tensorvet.report;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RuleNames;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.TextEdit;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>, as <a
 * href="https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning">
 * GitHub reads it</a>: narrow regions, the fingerprint that GitHub itself would compute, and no
 * suppressed results, which GitHub would open as alerts.
 */
final class SarifReporter implements Reporter {

  private static final String HOME = "https://github.com/tensorvet/tensorvet";
  private static final int LONGEST_DESCRIPTION = 1000;

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public String write(Report report, ReportContext context) {
    return JsonText.write(json -> new Run(report, context, json).write());
  }

  /** The writing of one run. */
  private static final class Run {

    private final Report report;
    private final ReportContext context;
    private final JsonGenerator json;
    private final List<RuleId> rules = new ArrayList<>();
    private final List<String> notifications = new ArrayList<>();
    private final Map<SourceFile, LineHashes> hashes = new HashMap<>();

    Run(Report report, ReportContext context, JsonGenerator json) {
      this.report = report;
      this.context = context;
      this.json = json;
      report.findings().stream()
          .map(r -> r.finding().rule())
          .distinct()
          .sorted()
          .forEach(rules::add);
      report.problems().stream()
          .map(Problem::kind)
          .distinct()
          .sorted()
          .forEach(notifications::add);
    }

    void write() {
      json.writeStartObject();
      json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.writeStringProperty("version", "2.1.0");
      json.writeArrayPropertyStart("runs");
      json.writeStartObject();
      tool();
      json.writeObjectPropertyStart("automationDetails");
      json.writeStringProperty("id", "tensorvet/check/");
      json.writeEndObject();
      json.writeObjectPropertyStart("originalUriBaseIds");
      json.writeObjectPropertyStart("%SRCROOT%");
      json.writeObjectPropertyStart("description");
      json.writeStringProperty("text", "The directory that tensorvet was started in.");
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
      json.writeStringProperty("columnKind", "utf16CodeUnits");
      invocation();
      json.writeArrayPropertyStart("results");
      report.findings().forEach(this::result);
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }

    private void tool() {
      json.writeObjectPropertyStart("tool");
      json.writeObjectPropertyStart("driver");
      json.writeStringProperty("name", "tensorvet");
      json.writeStringProperty("semanticVersion", context.version());
      json.writeStringProperty("informationUri", HOME);
      json.writeArrayPropertyStart("rules");
      rules.forEach(this::rule);
      json.writeEndArray();
      json.writeArrayPropertyStart("notifications");
      for (String kind : notifications) {
        json.writeStartObject();
        json.writeStringProperty("id", kind);
        json.writeStringProperty("name", RuleNames.className(new RuleId(kind)));
        text("shortDescription", "A file could not be checked in full: " + kind + ".");
        text("fullDescription", "A file could not be checked in full: " + kind + ".");
        text("help", "The message says what is wrong with the file.");
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    }

    private void rule(RuleId id) {
      RulePage page = context.pages().find(id.name()).orElseThrow();
      String why = page.section("Why").orElse(page.summary());
      json.writeStartObject();
      json.writeStringProperty("id", id.name());
      json.writeStringProperty("name", RuleNames.className(id));
      text("shortDescription", sentence(page.summary()));
      text("fullDescription", shorten(plain(page.section("Reports").orElse(page.summary()))));
      json.writeObjectPropertyStart("help");
      json.writeStringProperty("text", plain(why));
      json.writeStringProperty("markdown", page.markdown());
      json.writeEndObject();
      json.writeStringProperty(
          "helpUri",
          HOME + "/blob/main/rules/" + page.category() + "/" + id.name() + ".md");
      json.writeObjectPropertyStart("defaultConfiguration");
      json.writeStringProperty("level", level(page.level()));
      json.writeEndObject();
      json.writeObjectPropertyStart("properties");
      json.writeArrayPropertyStart("tags");
      json.writeString(page.category());
      json.writeEndArray();
      json.writeStringProperty("precision", page.level() == Level.ERROR ? "very-high" : "high");
      json.writeStringProperty(
          "problem.severity",
          page.level() == Level.ADVICE ? "recommendation" : page.level().label());
      json.writeEndObject();
      json.writeEndObject();
    }

    private void invocation() {
      json.writeArrayPropertyStart("invocations");
      json.writeStartObject();
      // A lint that found problems is a successful run; GitHub refuses the upload of any other.
      json.writeBooleanProperty("executionSuccessful", true);
      json.writeArrayPropertyStart("toolExecutionNotifications");
      for (Problem problem : report.problems()) {
        json.writeStartObject();
        json.writeObjectPropertyStart("descriptor");
        json.writeStringProperty("id", problem.kind());
        json.writeNumberProperty("index", notifications.indexOf(problem.kind()));
        json.writeEndObject();
        json.writeStringProperty("level", level(problem.level()));
        text("message", sentence(problem.message()));
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        if (problem.place().isPresent()) {
          physical(problem.place().get());
        } else {
          json.writeObjectPropertyStart("physicalLocation");
          artifact(problem.path());
          json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
    }

    private void result(Reported reported) {
      Finding finding = reported.finding();
      json.writeStartObject();
      json.writeStringProperty("ruleId", finding.rule().name());
      json.writeNumberProperty("ruleIndex", rules.indexOf(finding.rule()));
      json.writeStringProperty("level", level(reported.level()));
      json.writeObjectPropertyStart("message");
      json.writeStringProperty("text", message(finding));
      json.writeEndObject();
      json.writeArrayPropertyStart("locations");
      json.writeStartObject();
      physical(finding.place());
      json.writeEndObject();
      json.writeEndArray();
      if (!finding.related().isEmpty()) {
        json.writeArrayPropertyStart("relatedLocations");
        int id = 1;
        for (Related related : finding.related()) {
          json.writeStartObject();
          json.writeNumberProperty("id", id++);
          physical(related.place());
          text("message", related.message());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeObjectPropertyStart("partialFingerprints");
      json.writeStringProperty("primaryLocationLineHash", fingerprint(finding.place()));
      json.writeEndObject();
      if (finding.fix().isPresent() && finding.place().file().cells().isEmpty()) {
        fix(finding, finding.fix().get());
      }
      json.writeEndObject();
    }

    /** The finding's sentence, with a link to each place that takes part. */
    private static String message(Finding finding) {
      StringBuilder text = new StringBuilder(sentence(finding.message()));
      int id = 1;
      for (Related related : finding.related()) {
        text.append(id == 1 ? " See: " : "; ")
            .append('[')
            .append(related.message().replace("[", "(").replace("]", ")"))
            .append("](")
            .append(id++)
            .append(')');
      }
      return id == 1 ? text.toString() : text.append('.').toString();
    }

    private String fingerprint(Place place) {
      SourceFile physical = place.file().physical();
      LineHashes lines =
          hashes.computeIfAbsent(physical, file -> LineHashes.of(file.text()));
      return lines.line(Position.of(place).physicalStart().line());
    }

    private void physical(Place place) {
      json.writeObjectPropertyStart("physicalLocation");
      artifact(place.file().path());
      region("region", place, true);
      json.writeEndObject();
    }

    private void region(String name, Place place, boolean withSnippet) {
      Position position = Position.of(place);
      json.writeObjectPropertyStart(name);
      json.writeNumberProperty("startLine", position.physicalStart().line());
      json.writeNumberProperty("startColumn", position.physicalStart().column());
      json.writeNumberProperty("endLine", position.physicalEnd().line());
      json.writeNumberProperty("endColumn", position.physicalEnd().column());
      if (withSnippet && place.span().length() > 0) {
        text("snippet", place.file().text(place.span()));
      }
      json.writeEndObject();
    }

    private void artifact(String path) {
      json.writeObjectPropertyStart("artifactLocation");
      json.writeStringProperty("uri", uri(path));
      if (!path.startsWith("/")) {
        json.writeStringProperty("uriBaseId", "%SRCROOT%");
      }
      json.writeEndObject();
    }

    private void fix(Finding finding, Fix fix) {
      json.writeArrayPropertyStart("fixes");
      json.writeStartObject();
      text("description", sentence(fix.title()));
      json.writeArrayPropertyStart("artifactChanges");
      json.writeStartObject();
      artifact(finding.place().file().path());
      json.writeArrayPropertyStart("replacements");
      for (TextEdit edit : fix.edits()) {
        json.writeStartObject();
        region("deletedRegion", new Place(finding.place().file(), edit.span()), false);
        text("insertedContent", edit.replacement());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
    }

    private void text(String name, String value) {
      json.writeObjectPropertyStart(name);
      json.writeStringProperty("text", value);
      json.writeEndObject();
    }

    private static String level(Level level) {
      return level == Level.ADVICE ? "note" : level.label();
    }

    private static String uri(String path) {
      try {
        return new URI(path.startsWith("/") ? "file" : null, null, path, null).toASCIIString();
      } catch (URISyntaxException unusual) {
        return path.replace(" ", "%20");
      }
    }

    private static String sentence(String message) {
      if (message.isEmpty()) {
        return message;
      }
      String first = message.substring(0, 1).toUpperCase(Locale.ROOT);
      String end = message.endsWith(".") || message.endsWith("?") ? "" : ".";
      return first + message.substring(1) + end;
    }

    private static String plain(String markdown) {
      return markdown.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replace("\n", " ").strip();
    }

    private static String shorten(String text) {
      return text.length() <= LONGEST_DESCRIPTION
          ? text
          : text.substring(0, LONGEST_DESCRIPTION) + "…";
    }
  }
}
