package dev.tensorvet.report;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Makes JSON texts with the same bytes on every system. */
final class JsonText {

  private JsonText() {}

  static String write(Consumer<JsonGenerator> body) {
    StringWriter text = new StringWriter();
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    ObjectWriteContext context =
        new ObjectWriteContext.Base() {
          @Override
          public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
            return printer;
          }
        };
    try (JsonGenerator json = new JsonFactory().createGenerator(context, text)) {
      body.accept(json);
    }
    return text.append('\n').toString();
  }
}
