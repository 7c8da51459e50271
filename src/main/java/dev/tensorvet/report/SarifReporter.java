package dev.tensorvet.report;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.Verdict;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.TextEdit;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * SARIF 2.1.0 as GitHub code scanning reads it, for which see {@link SarifTool} and {@link
 * LineHashes} too. Suppressed findings are left out, since GitHub opens an alert for them all the
 * same. Regions are those of the file on disk, in a notebook as elsewhere.
 */
final class SarifReporter implements Reporter {

  /** Longer code is a line of data; a reader has the file for it. */
  private static final int LONGEST_SNIPPET = 1000;

  /** What would read as a link to a related location where none is meant. */
  private static final Pattern ACCIDENTAL_LINK = Pattern.compile("\\[(?=[^\\]]*\\]\\()");

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public void write(Report report, ReportContext context, Writer out) throws IOException {
    Json.write(out, json -> new Run(json, report, context).write());
  }

  /** One writing of one report. */
  private static final class Run {

    private final JsonGenerator json;
    private final Report report;
    private final SarifTool tool;
    private final Map<String, LineHashes> hashes = new HashMap<>();

    Run(JsonGenerator json, Report report, ReportContext context) {
      this.json = json;
      this.report = report;
      this.tool = SarifTool.of(report, context);
    }

    void write() {
      json.writeStartObject();
      json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.writeStringProperty("version", "2.1.0");
      json.writeArrayPropertyStart("runs");
      json.writeStartObject();
      tool.write(json);
      invocation();
      json.writeObjectPropertyStart("automationDetails");
      json.writeStringProperty("id", "tensorvet/check/");
      json.writeEndObject();
      json.writeStringProperty("columnKind", "utf16CodeUnits");
      sourceRoot();
      json.writeArrayPropertyStart("results");
      report.findings().forEach(this::result);
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }

    /** The root has no URI: where the checkout lay is no part of the result. */
    private void sourceRoot() {
      json.writeObjectPropertyStart("originalUriBaseIds");
      json.writeObjectPropertyStart("%SRCROOT%");
      text("description", "The folder that tensorvet was run in.");
      json.writeEndObject();
      json.writeEndObject();
    }

    /** An execution that found or met problems is a successful one; GitHub refuses any other. */
    private void invocation() {
      json.writeArrayPropertyStart("invocations");
      json.writeStartObject();
      json.writeBooleanProperty("executionSuccessful", true);
      if (!report.problems().isEmpty()) {
        json.writeArrayPropertyStart("toolExecutionNotifications");
        report.problems().forEach(this::notification);
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeEndArray();
    }

    private void notification(Problem problem) {
      json.writeStartObject();
      json.writeObjectPropertyStart("descriptor");
      json.writeStringProperty("id", problem.kind());
      json.writeNumberProperty("index", tool.indexOf(problem));
      json.writeEndObject();
      json.writeStringProperty("level", SarifTool.level(problem.level()));
      text("message", RuleHelp.sentence(problem.message()));
      json.writeArrayPropertyStart("locations");
      json.writeStartObject();
      if (problem.place().isPresent()) {
        location(Region.of(problem.place().get()));
      } else {
        json.writeObjectPropertyStart("physicalLocation");
        artifact(problem.path());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }

    private void result(Reported found) {
      Finding finding = found.finding();
      Region region = Region.of(finding.place());
      json.writeStartObject();
      json.writeStringProperty("ruleId", finding.rule().name());
      json.writeNumberProperty("ruleIndex", tool.indexOf(finding.rule()));
      json.writeStringProperty("level", SarifTool.level(found.level()));
      text("message", message(found, region));
      json.writeArrayPropertyStart("locations");
      json.writeStartObject();
      location(region);
      json.writeEndObject();
      json.writeEndArray();
      related(finding.related());
      json.writeObjectPropertyStart("partialFingerprints");
      json.writeStringProperty(
          "primaryLocationLineHash", hash(region.physical(), region.physicalStart().line()));
      json.writeEndObject();
      finding.fix().ifPresent(fix -> fix(fix, finding.place().file()));
      found.verdict().ifPresent(this::verdict);
      json.writeEndObject();
    }

    private void verdict(Verdict verdict) {
      json.writeObjectPropertyStart("properties");
      Json.verdict(json, verdict);
      json.writeEndObject();
    }

    /** GitHub takes the first sentence as the title, and shows the related places that it links. */
    private static String message(Reported found, Region region) {
      Finding finding = found.finding();
      String text = ACCIDENTAL_LINK.matcher(found.message()).replaceAll("\\\\[") + region.inCell();
      StringBuilder message = new StringBuilder(RuleHelp.sentence(text));
      for (int i = 0; i < finding.related().size(); i++) {
        message.append(i == 0 ? " See: " : ", ");
        message.append('[').append(linkText(finding.related().get(i).message()));
        message.append("](").append(i + 1).append(')');
      }
      return message.append(finding.related().isEmpty() ? "" : ".").toString();
    }

    private static String linkText(String text) {
      return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
    }

    private void related(List<Related> places) {
      if (places.isEmpty()) {
        return;
      }
      json.writeArrayPropertyStart("relatedLocations");
      for (int i = 0; i < places.size(); i++) {
        json.writeStartObject();
        json.writeNumberProperty("id", i + 1);
        location(Region.of(places.get(i).place()));
        text("message", RuleHelp.sentence(places.get(i).message()));
        json.writeEndObject();
      }
      json.writeEndArray();
    }

    /** The members of a location, in an object that is begun. */
    private void location(Region region) {
      json.writeObjectPropertyStart("physicalLocation");
      artifact(region.physical().path());
      json.writeObjectPropertyStart("region");
      bounds(region);
      snippet(region.physicalSpan().length(), region.physical().text(region.physicalSpan()));
      json.writeEndObject();
      context(region);
      json.writeEndObject();
      cell(region.cell());
    }

    private void cell(OptionalInt cell) {
      if (cell.isPresent()) {
        json.writeArrayPropertyStart("logicalLocations");
        json.writeStartObject();
        json.writeStringProperty("name", "cell " + cell.getAsInt());
        json.writeStringProperty("fullyQualifiedName", "cell[" + cell.getAsInt() + "]");
        json.writeEndObject();
        json.writeEndArray();
      }
    }

    private void bounds(Region region) {
      json.writeNumberProperty("startLine", region.physicalStart().line());
      json.writeNumberProperty("startColumn", region.physicalStart().column());
      json.writeNumberProperty("endLine", region.physicalEnd().line());
      json.writeNumberProperty("endColumn", region.physicalEnd().column());
    }

    /** The whole lines that hold the region, when there is more to them. */
    private void context(Region region) {
      SourceFile file = region.physical();
      int first = region.physicalStart().line();
      int last = region.physicalEnd().line();
      int start = first == 1 ? file.contentStart() : file.lines().start(first);
      int end = file.lines().end(last);
      if (end - start > LONGEST_SNIPPET || end - start <= region.physicalSpan().length()) {
        return;
      }
      json.writeObjectPropertyStart("contextRegion");
      json.writeNumberProperty("startLine", first);
      json.writeNumberProperty("endLine", last);
      snippet(end - start, file.text().substring(start, end));
      json.writeEndObject();
    }

    private void snippet(int length, String code) {
      if (length > 0 && length <= LONGEST_SNIPPET) {
        text("snippet", code);
      }
    }

    private void artifact(String path) {
      json.writeObjectPropertyStart("artifactLocation");
      json.writeStringProperty("uri", Uris.of(path));
      if (!Uris.isAbsolute(path)) {
        json.writeStringProperty("uriBaseId", "%SRCROOT%");
      }
      json.writeEndObject();
    }

    /** A notebook's fix is told in its cell, which a replacement in the file cannot say. */
    private void fix(Fix fix, SourceFile file) {
      if (file.cells().isPresent()) {
        return;
      }
      json.writeArrayPropertyStart("fixes");
      json.writeStartObject();
      text("description", RuleHelp.sentence(fix.title()));
      json.writeArrayPropertyStart("artifactChanges");
      json.writeStartObject();
      artifact(file.path());
      json.writeArrayPropertyStart("replacements");
      for (TextEdit edit : fix.edits()) {
        json.writeStartObject();
        json.writeObjectPropertyStart("deletedRegion");
        bounds(Region.of(file, edit.span()));
        json.writeEndObject();
        text("insertedContent", edit.replacement().replace("\n", file.lineEnd()));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeObjectPropertyStart("properties");
      json.writeStringProperty("safety", fix.safety().name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
    }

    private String hash(SourceFile file, int line) {
      return hashes.computeIfAbsent(file.path(), path -> LineHashes.of(file.text())).line(line);
    }

    private void text(String property, String value) {
      Json.text(json, property, value);
    }
  }
}
