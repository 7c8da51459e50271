package dev.tensorvet.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A notebook as Jupyter writes it, made from the code of its cells; with it the joined code, so
 * that a test of what comes after the front end needs no front end. A Markdown cell stands first.
 */
public final class JupyterText {

  private final StringBuilder json = new StringBuilder();
  private final StringBuilder joined = new StringBuilder();
  private final List<CellMap.Cell> cells = new ArrayList<>();
  private int line = 1;

  private JupyterText() {}

  /** The joined code of a notebook with these code cells, the first of which is cell 2. */
  public static SourceFile of(String path, String... codes) {
    JupyterText text = new JupyterText();
    text.write("{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n   \"metadata\": {},\n");
    text.write("   \"source\": [\n    \"# Training\"\n   ]\n  }");
    for (String code : codes) {
      text.cell(code);
    }
    text.write(
        "\n ],\n \"metadata\": {\n  \"language_info\": {\n   \"name\": \"python\"\n  }\n },\n");
    text.write(" \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n");
    SourceFile file = SourceFile.of(path, Language.NOTEBOOK, text.json.toString());
    String joined = text.joined.toString();
    return SourceFile.ofCells(file, joined, new CellMap(text.cells, LineTable.of(joined)));
  }

  private void cell(String code) {
    write(",\n  {\n   \"cell_type\": \"code\",\n   \"execution_count\": null,\n");
    write("   \"metadata\": {},\n   \"outputs\": [],\n   \"source\": [\n");
    int start = joined.length();
    List<Location> starts = new ArrayList<>();
    List<int[]> columns = new ArrayList<>();
    List<String> lines = code.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      write("    \"");
      starts.add(new Location(line, 6));
      columns.add(writeCode(lines.get(i)));
      write(last ? "\"\n" : "\\n\",\n");
    }
    write("   ]\n  }");
    joined.append(String.join("\n", lines));
    cells.add(new CellMap.Cell(cells.size() + 2, start, joined.length(), starts, columns));
    joined.append('\n');
  }

  private int[] writeCode(String code) {
    int[] columns = new int[code.length() + 1];
    int column = 6;
    for (int i = 0; i < code.length(); i++) {
      columns[i] = column;
      char c = code.charAt(i);
      String shown = c == '"' || c == '\\' ? "\\" + c : c == '\t' ? "\\t" : String.valueOf(c);
      json.append(shown);
      column += shown.length();
    }
    columns[code.length()] = column;
    return columns;
  }

  private void write(String text) {
    json.append(text);
    line += (int) text.chars().filter(c -> c == '\n').count();
  }
}
