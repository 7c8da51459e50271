package dev.tensorvet.fix;

import dev.tensorvet.frontend.python.PythonFrontend;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a file again as the check would, in a notebook the cells of {@code JupyterText}. */
final class Parsing {

  private static final JsonFactory JSON = new JsonFactory();

  private Parsing() {}

  static ParsedFile parse(SourceFile file) {
    SourceFile code =
        file.language() == Language.NOTEBOOK
            ? SourceFile.of(file.path(), Language.NOTEBOOK, joined(file.text()))
            : file;
    return new PythonFrontend().parse(code);
  }

  /** The code of all cells but the Markdown cell that comes first, each with a line end. */
  private static String joined(String notebook) {
    StringBuilder joined = new StringBuilder();
    int cell = 0;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), notebook)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_ARRAY && "source".equals(json.currentName())) {
          StringBuilder code = new StringBuilder();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            code.append(json.getString());
          }
          if (cell++ > 0) {
            joined.append(code).append('\n');
          }
        }
      }
    }
    return joined.toString();
  }
}
