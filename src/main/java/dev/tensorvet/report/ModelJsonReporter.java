package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.graph.Count;
import dev.tensorvet.graph.LayerTable;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Value;
import dev.tensorvet.interp.Interpretation.GivenInput;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * One JSON object. A shape is a list of its sizes: a number, or a text where symbols stand in it,
 * {@code "?"} where nothing is known; {@code ["..."]} where not even their number is. Of one tensor
 * there is its shape, of several a list of shapes, of none {@code null}. A line is that of the
 * file, in a notebook too.
 */
final class ModelJsonReporter implements ModelReporter {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(ModelReport report, ModelContext context, Writer out) throws IOException {
    Json.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("models");
          report.models().forEach(model -> model(json, model));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void model(JsonGenerator json, Model model) {
    json.writeStartObject();
    json.writeStringProperty("name", model.name());
    json.writeStringProperty("path", model.place().file().path());
    json.writeNumberProperty("line", line(model.place()));
    json.writeStringProperty("built", model.construction().call());
    json.writeObjectPropertyStart("arguments");
    model.construction().arguments().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeName("input");
    oneOrMany(json, model.inputs(), input -> input(json, input));
    shapes(json, "output", model.graph().output().values().map(Value::type).toList());
    json.writeBooleanProperty("complete", model.isComplete());
    count(json, "parameters", model.table().parameters());
    count(json, "trainable", model.table().trainable());
    json.writeArrayPropertyStart("layers");
    model.table().layers().forEach(layer -> layer(json, layer));
    json.writeEndArray();
    json.writeArrayPropertyStart("notes");
    ModelNotes.of(model).forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void input(JsonGenerator json, GivenInput input) {
    json.writeStartObject();
    json.writeStringProperty("name", input.name());
    json.writeName("shape");
    shape(json, input.type().shape());
    json.writeStringProperty("dtype", input.type().dtype().text());
    json.writeStringProperty("from", input.source().text());
    json.writeEndObject();
  }

  private static void layer(JsonGenerator json, LayerTable.Layer layer) {
    ModuleCall call = layer.call();
    json.writeStartObject();
    json.writeStringProperty("name", call.path());
    json.writeStringProperty("type", call.type());
    json.writeName("line");
    call.origin()
        .place()
        .ifPresentOrElse(
            frame -> json.writeNumber(line(new Place(frame.file(), frame.span()))),
            json::writeNull);
    shapes(json, "input", call.inputs());
    shapes(json, "output", call.outputs());
    count(json, "parameters", layer.parameters());
    json.writeEndObject();
  }

  private static void shapes(JsonGenerator json, String name, List<TensorType> types) {
    json.writeName(name);
    oneOrMany(json, types, type -> shape(json, type.shape()));
  }

  private static <T> void oneOrMany(JsonGenerator json, List<T> all, Consumer<T> write) {
    switch (all.size()) {
      case 0 -> json.writeNull();
      case 1 -> write.accept(all.getFirst());
      default -> {
        json.writeStartArray();
        all.forEach(write);
        json.writeEndArray();
      }
    }
  }

  private static void shape(JsonGenerator json, Shape shape) {
    json.writeStartArray();
    if (shape.dims().isEmpty()) {
      json.writeString("...");
    }
    shape.dims().orElse(List.of()).forEach(dim -> amount(json, dim));
    json.writeEndArray();
  }

  private static void count(JsonGenerator json, String name, Count count) {
    json.writeName(name);
    amount(json, count.isWhole() ? count.known() : Dim.any());
  }

  private static void amount(JsonGenerator json, Dim dim) {
    OptionalLong known = dim.known();
    if (known.isPresent()) {
      json.writeNumber(known.getAsLong());
    } else {
      json.writeString(dim.toString());
    }
  }

  private static int line(Place place) {
    return Region.of(place).physicalStart().line();
  }
}
