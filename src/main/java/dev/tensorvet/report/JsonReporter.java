package dev.tensorvet.report;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.source.Location;
import dev.tensorvet.source.TextEdit;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** One JSON object. Lines and columns count from 1; those of a notebook count in its cell. */
final class JsonReporter implements Reporter {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String write(Report report, ReportContext context) {
    return JsonText.write(json -> write(report, context, json));
  }

  private static void write(Report report, ReportContext context, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("version", context.version());
    json.writeArrayPropertyStart("findings");
    report.findings().forEach(reported -> write(reported, json));
    json.writeEndArray();
    json.writeArrayPropertyStart("problems");
    report.problems().forEach(problem -> write(problem, json));
    json.writeEndArray();
    json.writeObjectPropertyStart("summary");
    json.writeNumberProperty("files", report.filesChecked());
    for (Level level : Level.values()) {
      json.writeNumberProperty(
          level.label(),
          (int) report.findings().stream().filter(r -> r.level() == level).count());
    }
    json.writeNumberProperty("problems", report.problems().size());
    json.writeNumberProperty("suppressed", report.suppressed().size());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(Reported reported, JsonGenerator json) {
    Finding finding = reported.finding();
    json.writeStartObject();
    json.writeStringProperty("rule", finding.rule().name());
    json.writeStringProperty("level", reported.level().label());
    json.writeStringProperty("message", finding.message());
    place(finding.place(), json);
    json.writeArrayPropertyStart("related");
    for (Related related : finding.related()) {
      json.writeStartObject();
      json.writeStringProperty("message", related.message());
      place(related.place(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (finding.fix().isPresent()) {
      fix(finding, finding.fix().get(), json);
    }
    json.writeEndObject();
  }

  private static void fix(Finding finding, Fix fix, JsonGenerator json) {
    json.writeObjectPropertyStart("fix");
    json.writeStringProperty("title", fix.title());
    json.writeStringProperty("safety", fix.safety().name().toLowerCase(Locale.ROOT));
    json.writeArrayPropertyStart("edits");
    for (TextEdit edit : fix.edits()) {
      json.writeStartObject();
      place(new Place(finding.place().file(), edit.span()), json);
      json.writeStringProperty("content", edit.replacement());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Problem problem, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("kind", problem.kind());
    json.writeStringProperty("level", problem.level().label());
    json.writeStringProperty("message", problem.message());
    if (problem.place().isPresent()) {
      place(problem.place().get(), json);
    } else {
      json.writeStringProperty("path", problem.path());
    }
    json.writeEndObject();
  }

  private static void place(Place place, JsonGenerator json) {
    Position position = Position.of(place);
    json.writeStringProperty("path", position.path());
    location("start", position.start(), json);
    location("end", position.end(), json);
    if (position.cell().isPresent()) {
      json.writeNumberProperty("cell", position.cell().get());
      location("physical", position.physicalStart(), json);
    }
  }

  private static void location(String name, Location location, JsonGenerator json) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("line", location.line());
    json.writeNumberProperty("column", location.column());
    json.writeEndObject();
  }
}
