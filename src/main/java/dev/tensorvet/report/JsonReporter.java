package dev.tensorvet.report;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.source.Location;
import dev.tensorvet.source.TextEdit;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * One JSON object. Lines and columns count from 1, columns in UTF-16 code units, ends are
 * exclusive. In a notebook {@code start} and {@code end} count in the {@code cell}, and {@code
 * physical} is the start in the file. What is absent is left out.
 */
final class JsonReporter implements Reporter {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(Report report, ReportContext context, Writer out) throws IOException {
    Json.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("version", context.version());
          json.writeArrayPropertyStart("findings");
          report.findings().forEach(found -> finding(json, found));
          json.writeEndArray();
          json.writeArrayPropertyStart("problems");
          report.problems().forEach(problem -> problem(json, problem));
          json.writeEndArray();
          summary(json, report);
          json.writeEndObject();
        });
  }

  private static void finding(JsonGenerator json, Reported found) {
    Finding finding = found.finding();
    json.writeStartObject();
    json.writeStringProperty("rule", finding.rule().name());
    json.writeStringProperty("level", found.level().label());
    json.writeStringProperty("message", finding.message());
    place(json, finding.place());
    json.writeArrayPropertyStart("related");
    for (Related related : finding.related()) {
      json.writeStartObject();
      json.writeStringProperty("message", related.message());
      place(json, related.place());
      json.writeEndObject();
    }
    json.writeEndArray();
    finding.fix().ifPresent(fix -> fix(json, fix, finding.place()));
    found.verdict().ifPresent(verdict -> Json.verdict(json, verdict));
    json.writeEndObject();
  }

  private static void fix(JsonGenerator json, Fix fix, Place place) {
    json.writeObjectPropertyStart("fix");
    json.writeStringProperty("title", fix.title());
    json.writeStringProperty("safety", fix.safety().name().toLowerCase(Locale.ROOT));
    json.writeArrayPropertyStart("edits");
    for (TextEdit edit : fix.edits()) {
      json.writeStartObject();
      region(json, Region.of(place.file(), edit.span()));
      json.writeStringProperty("replacement", edit.replacement());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void problem(JsonGenerator json, Problem problem) {
    json.writeStartObject();
    json.writeStringProperty("kind", problem.kind());
    json.writeStringProperty("level", problem.level().label());
    json.writeStringProperty("message", problem.message());
    json.writeStringProperty("path", problem.path());
    problem.place().ifPresent(place -> region(json, Region.of(place)));
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, Place place) {
    json.writeStringProperty("path", place.file().path());
    region(json, Region.of(place));
  }

  private static void region(JsonGenerator json, Region region) {
    location(json, "start", region.start());
    location(json, "end", region.end());
    if (region.cell().isPresent()) {
      json.writeNumberProperty("cell", region.cell().getAsInt());
      location(json, "physical", region.physicalStart());
    }
  }

  private static void location(JsonGenerator json, String name, Location location) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("line", location.line());
    json.writeNumberProperty("column", location.column());
    json.writeEndObject();
  }

  private static void summary(JsonGenerator json, Report report) {
    Tally tally = Tally.of(report.findings());
    json.writeObjectPropertyStart("summary");
    json.writeNumberProperty("files", report.filesChecked());
    json.writeNumberProperty("errors", tally.errors());
    json.writeNumberProperty("warnings", tally.warnings());
    json.writeNumberProperty("advice", tally.advice());
    json.writeNumberProperty("suppressed", report.suppressed().size());
    json.writeNumberProperty("baseline", report.known().size());
    json.writeNumberProperty("refuted", report.refuted().size());
    json.writeNumberProperty("problems", report.problems().size());
    json.writeObjectPropertyStart("fixable");
    json.writeNumberProperty("safe", tally.safelyFixable());
    json.writeNumberProperty("unsafe", tally.unsafelyFixable());
    json.writeEndObject();
    json.writeEndObject();
  }
}
