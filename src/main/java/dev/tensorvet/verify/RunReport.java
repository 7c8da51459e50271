package dev.tensorvet.verify;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.Location;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.verify.ModelReport.Failure;
import dev.tensorvet.verify.ModelReport.Gradient;
import dev.tensorvet.verify.ModelReport.Layer;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * What runs of models showed.
 *
 * @param libtorch the version that ran them
 * @param device where they really ran
 */
public record RunReport(String libtorch, String device, List<ModelReport> models) {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  public RunReport {
    models = List.copyOf(models);
  }

  /** Whether a model failed, or has a finding. */
  public boolean isBad() {
    return models.stream()
        .anyMatch(
            model ->
                !model.findings().isEmpty()
                    || model.checks().stream().anyMatch(c -> c.state() == Check.State.FAILED));
  }

  /** Whether tensorvet itself failed at one of them. */
  public boolean isBroken() {
    return models.stream()
        .flatMap(model -> model.failure().stream())
        .anyMatch(failure -> failure.kind() == ModelReport.Failure.Kind.CRASHED);
  }

  // --- text

  /**
   * For people.
   *
   * @param level of a finding
   */
  public void writeText(Function<Finding, Level> level, Writer out) throws IOException {
    for (ModelReport model : models) {
      out.write("%s: %s\n".formatted(label(model.place()), model.model()));
      for (Check check : model.checks()) {
        out.write(
            "  %-8s %s: %s%s\n"
                .formatted(
                    check.state().text(),
                    check.kind().text(),
                    check.detail(),
                    check.place().map(place -> " (" + label(place) + ")").orElse("")));
      }
      Optional<Place> failed = model.failure().flatMap(Failure::place);
      if (failed.isPresent()) {
        out.write("           at %s: %s\n".formatted(label(failed.get()), code(failed.get())));
      }
      for (Finding finding : model.findings()) {
        out.write(
            "  %s: %s[%s] %s\n"
                .formatted(
                    label(finding.place()),
                    level.apply(finding).label(),
                    finding.rule(),
                    finding.message()));
      }
      out.write("\n");
    }
    out.write(summary());
  }

  private String summary() {
    long ran = models.stream().filter(model -> model.failure().isEmpty()).count();
    long found = models.stream().mapToLong(model -> model.findings().size()).sum();
    return "Ran %d of %d %s on the %s with libtorch %s: %d %s.\n"
        .formatted(
            ran,
            models.size(),
            models.size() == 1 ? "model" : "models",
            device,
            libtorch,
            found,
            found == 1 ? "finding" : "findings");
  }

  private static String label(Place place) {
    return place.file().physical().path() + ":" + start(place);
  }

  private static Location start(Place place) {
    return place
        .file()
        .cells()
        .map(cells -> cells.locate(cells.cellAt(place.span().start()), place.span().start()))
        .map(found -> found.physical())
        .orElseGet(() -> place.file().locate(place.span().start()));
  }

  private static String code(Place place) {
    SourceFile file = place.file();
    String text = file.text();
    int start = text.lastIndexOf('\n', place.span().start() - 1) + 1;
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end).strip();
  }

  // --- JSON

  /** For programs. */
  public void writeJson(Function<Finding, Level> level, Writer out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("libtorch", libtorch);
      json.writeStringProperty("device", device);
      json.writeArrayPropertyStart("models");
      models.forEach(model -> write(model, level, json));
      json.writeEndArray();
      json.writeEndObject();
    } catch (JacksonIOException failed) {
      throw failed.getCause();
    }
    out.write("\n");
  }

  private static void write(ModelReport model, Function<Finding, Level> level, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("model", model.model());
    write(model.place(), json);
    model.failure().ifPresent(failure -> write(failure, json));
    json.writeObjectPropertyStart("sizes");
    model.sizes().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(size -> json.writeNumberProperty(size.getKey(), size.getValue()));
    json.writeEndObject();
    json.writeArrayPropertyStart("checks");
    for (Check check : model.checks()) {
      json.writeStartObject();
      json.writeStringProperty("check", check.kind().text());
      json.writeStringProperty("state", check.state().text());
      json.writeStringProperty("detail", check.detail());
      check.place().ifPresent(place -> write(place, json));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("layers");
    model.layers().forEach(layer -> write(layer, json));
    json.writeEndArray();
    json.writeArrayPropertyStart("gradients");
    for (Gradient gradient : model.gradients()) {
      json.writeStartObject();
      json.writeStringProperty("parameter", gradient.parameter());
      json.writeStringProperty("state", gradient.state().text());
      writeNumber("norm", gradient.norm(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("findings");
    for (Finding finding : model.findings()) {
      json.writeStartObject();
      json.writeStringProperty("rule", finding.rule().name());
      json.writeStringProperty("level", level.apply(finding).label());
      json.writeStringProperty("message", finding.message());
      write(finding.place(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Failure failure, JsonGenerator json) {
    json.writeObjectPropertyStart("failure");
    json.writeStringProperty("kind", failure.kind().text());
    json.writeStringProperty("why", failure.why());
    failure.place().ifPresent(place -> write(place, json));
    json.writeEndObject();
  }

  private static void write(Layer layer, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("module", layer.module());
    json.writeStringProperty("op", layer.op());
    json.writeStringProperty("predicted", layer.predicted());
    json.writeStringProperty("actual", layer.actual());
    writeNumber("min", layer.least(), json);
    writeNumber("max", layer.most(), json);
    json.writeNumberProperty("nan", layer.nans());
    json.writeNumberProperty("inf", layer.infinities());
    layer.place().ifPresent(place -> write(place, json));
    json.writeEndObject();
  }

  /** JSON has no number for what is not finite. */
  private static void writeNumber(String name, double value, JsonGenerator json) {
    if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeStringProperty(name, Double.toString(value));
    }
  }

  private static void write(Place place, JsonGenerator json) {
    Location start = start(place);
    json.writeStringProperty("path", place.file().physical().path());
    json.writeNumberProperty("line", start.line());
    json.writeNumberProperty("column", start.column());
  }
}
