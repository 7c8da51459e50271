package dev.tensorvet.source;

import dev.tensorvet.Tensorvet;
import java.util.List;

/** A notebook as Jupyter writes it, made from the code of its cells. */
public final class JupyterText {

  private JupyterText() {}

  /**
   * The joined code of a notebook. A Markdown cell stands first, so that the code begins in cell 2.
   */
  public static SourceFile of(String path, String... codes) {
    return Tensorvet.parse(SourceFile.of(path, Language.NOTEBOOK, json(codes))).source();
  }

  private static String json(String... codes) {
    StringBuilder json = new StringBuilder();
    json.append("{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n   \"metadata\": {},\n");
    json.append("   \"source\": [\n    \"# Training\"\n   ]\n  }");
    for (String code : codes) {
      json.append(",\n  {\n   \"cell_type\": \"code\",\n   \"execution_count\": null,\n");
      json.append("   \"metadata\": {},\n   \"outputs\": [],\n   \"source\": [\n");
      List<String> lines = code.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        json.append("    \"").append(escaped(lines.get(i)));
        json.append(i < lines.size() - 1 ? "\\n\",\n" : "\"\n");
      }
      json.append("   ]\n  }");
    }
    json.append(
        "\n ],\n \"metadata\": {\n  \"language_info\": {\n   \"name\": \"python\"\n  }\n },\n");
    json.append(" \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n");
    return json.toString();
  }

  private static String escaped(String line) {
    return line.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
  }
}
