package dev.tensorvet.report;

import dev.tensorvet.diagnose.Diagnosis;
import dev.tensorvet.diagnose.Explanation;
import dev.tensorvet.diagnose.LogReport;
import dev.tensorvet.diagnose.Raised;
import dev.tensorvet.diagnose.StackFrame;
import dev.tensorvet.diagnose.Surroundings;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Reported;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** One JSON object. What is absent is left out; an error that is not known has no causes. */
final class DiagnosisJsonReporter implements DiagnosisReporter {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(LogReport report, boolean colour, int width, Writer out) throws IOException {
    Json.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("diagnoses");
          report.diagnoses().forEach(diagnosis -> diagnosis(json, diagnosis));
          json.writeEndArray();
          json.writeNumberProperty("unlisted", report.unlisted());
          json.writeNumberProperty("lines", report.lines());
          json.writeEndObject();
        });
  }

  private static void diagnosis(JsonGenerator json, Diagnosis diagnosis) {
    json.writeStartObject();
    json.writeStringProperty("level", diagnosis.isWarning() ? "warning" : "error");
    raised(json, diagnosis.raised());
    json.writeNumberProperty("times", diagnosis.times());
    json.writeArrayPropertyStart("causes");
    diagnosis.explanations().forEach(explanation -> cause(json, explanation));
    json.writeEndArray();
    if (diagnosis.explanations().isEmpty()) {
      strings(json, "advice", diagnosis.generalAdvice());
    }
    json.writeArrayPropertyStart("with");
    for (Raised other : diagnosis.beside()) {
      json.writeStartObject();
      raised(json, other);
      json.writeEndObject();
    }
    json.writeEndArray();
    diagnosis.surroundings().ifPresent(there -> surroundings(json, there));
    json.writeEndObject();
  }

  private static void raised(JsonGenerator json, Raised raised) {
    if (!raised.exception().isEmpty()) {
      json.writeStringProperty("exception", raised.exception());
    }
    json.writeStringProperty("message", raised.message());
    json.writeNumberProperty("logLine", raised.line());
    raised.place().ifPresent(at -> frame(json, at));
  }

  private static void frame(JsonGenerator json, StackFrame at) {
    json.writeObjectPropertyStart("frame");
    json.writeStringProperty("path", at.path());
    if (at.line() > 0) {
      json.writeNumberProperty("line", at.line());
    }
    json.writeStringProperty("function", at.function());
    json.writeStringProperty("code", at.code());
    json.writeEndObject();
  }

  private static void cause(JsonGenerator json, Explanation explanation) {
    json.writeStartObject();
    json.writeStringProperty("name", explanation.name());
    json.writeStringProperty("group", explanation.group());
    json.writeStringProperty("cause", explanation.cause());
    strings(json, "fixes", explanation.fixes());
    strings(json, "rules", explanation.rules());
    json.writeEndObject();
  }

  private static void surroundings(JsonGenerator json, Surroundings there) {
    json.writeObjectPropertyStart("code");
    if (!there.file().isEmpty()) {
      json.writeStringProperty("path", there.file());
    }
    there.place().ifPresent(place -> json.writeNumberProperty("line", line(place)));
    json.writeBooleanProperty("moved", there.isMoved());
    json.writeBooleanProperty("gone", there.isGone());
    strings(json, "notes", there.notes());
    json.writeArrayPropertyStart("findings");
    for (Reported found : there.findings()) {
      json.writeStartObject();
      json.writeStringProperty("rule", found.finding().rule().name());
      json.writeStringProperty("level", found.level().label());
      json.writeStringProperty("message", found.message());
      json.writeStringProperty("path", found.finding().place().file().path());
      json.writeNumberProperty("line", line(found.finding().place()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static int line(Place place) {
    return Region.of(place).physicalStart().line();
  }

  private static void strings(JsonGenerator json, String name, List<String> all) {
    json.writeArrayPropertyStart(name);
    all.forEach(json::writeString);
    json.writeEndArray();
  }
}
