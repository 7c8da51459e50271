package dev.tensorvet.report;

import dev.tensorvet.finding.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/** Streams of JSON, laid out alike on every machine. */
final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private Json() {}

  /** Writes one value and a line end. */
  static void write(Writer out, Consumer<JsonGenerator> value) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(new Indented(), out)) {
      value.accept(json);
    } catch (JacksonIOException failed) {
      throw failed.getCause();
    }
    out.write("\n");
  }

  /** An object with one text, in which SARIF wraps most of what people read. */
  static void text(JsonGenerator json, String property, String value) {
    json.writeObjectPropertyStart(property);
    json.writeStringProperty("text", value);
    json.writeEndObject();
  }

  /** What a run says of a finding, as a property of an object that is begun. */
  static void verdict(JsonGenerator json, Verdict verdict) {
    json.writeObjectPropertyStart("verdict");
    json.writeStringProperty("state", verdict.state().label());
    json.writeStringProperty("evidence", verdict.evidence());
    verdict.device().ifPresent(device -> json.writeStringProperty("device", device));
    json.writeEndObject();
  }

  private static final class Indented extends ObjectWriteContext.Base {

    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(indenter)
          .withArrayIndenter(indenter);
    }
  }
}
