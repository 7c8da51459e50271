package dev.tensorvet.frontend.notebook;

import dev.tensorvet.source.CellMap;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Location;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.ParseProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the code cells of a notebook (<a
 * href="https://nbformat.readthedocs.io/en/latest/format_description.html">nbformat</a> 3 and 4),
 * and for each character of code where it stands in the file.
 */
final class NotebookReader {

  /** A code cell: its place among all cells, its code, and where each line of it stands. */
  record Cell(
      int number,
      String code,
      List<Location> physicalStarts,
      List<int[]> physicalColumns,
      CellMap.Run run) {}

  /**
   * What a notebook holds, or why it cannot be read.
   *
   * @param otherLanguage the language of all of its code, when that is not Python
   */
  record Notebook(
      List<Cell> cells, Optional<String> otherLanguage, Optional<ParseProblem> problem) {}

  private final String text;
  private final LineTable lines;
  private final List<Cell> cells = new ArrayList<>();
  private int cellNumber;
  private Optional<String> otherLanguage = Optional.empty();
  private long format = 4;
  private boolean hasCells;

  private NotebookReader(String text) {
    this.text = text;
    this.lines = LineTable.of(text);
  }

  /** Without the parser's own words on where something began. */
  private static String reason(JacksonException broken) {
    return String.valueOf(broken.getOriginalMessage()).replaceFirst(" \\(start marker at .*", "");
  }

  static Notebook read(String text) {
    NotebookReader reader = new NotebookReader(text);
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return failed(0, "this is not a notebook: a JSON object is expected");
      }
      reader.root(json);
    } catch (JacksonException broken) {
      long offset =
          broken.getLocation() == null ? 0 : Math.max(0, broken.getLocation().getCharOffset());
      return failed(
          (int) Math.min(offset, text.length()), "this is not valid JSON: " + reason(broken));
    }
    if (!reader.hasCells) {
      return failed(0, "this is not a notebook: it has no cells");
    }
    if (reader.format > 4) {
      return failed(0, "notebooks of format " + reader.format + " are not known");
    }
    return new Notebook(
        reader.otherLanguage.isEmpty() ? reader.cells : List.of(),
        reader.otherLanguage,
        Optional.empty());
  }

  private static Notebook failed(int offset, String message) {
    ParseProblem problem = new ParseProblem(new Span(offset, offset), message);
    return new Notebook(List.of(), Optional.empty(), Optional.of(problem));
  }

  private void root(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "cells" -> cells(json);
        case "worksheets" -> worksheets(json);
        case "metadata" -> metadata(json);
        case "nbformat" -> format = json.getValueAsLong(4);
        default -> json.skipChildren();
      }
    }
  }

  private void worksheets(JsonParser json) {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("cells")) {
          cells(json);
        } else {
          json.skipChildren();
        }
      }
    }
  }

  private void metadata(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      boolean tellsLanguage = name.equals("kernelspec") || name.equals("language_info");
      if (tellsLanguage && value == JsonToken.START_OBJECT) {
        String key = name.equals("kernelspec") ? "language" : "name";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String property = json.currentName();
          json.nextToken();
          if (property.equals(key)) {
            otherLanguage = otherThanPython(json).or(() -> otherLanguage);
          }
          json.skipChildren();
        }
      } else {
        json.skipChildren();
      }
    }
  }

  /** The language that a value names, if it names one that is not Python. */
  private static Optional<String> otherThanPython(JsonParser json) {
    return Optional.ofNullable(json.getValueAsString())
        .filter(language -> !language.isBlank() && !language.startsWith("python"));
  }

  private void cells(JsonParser json) {
    hasCells = true;
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (json.nextToken() == JsonToken.START_OBJECT) {
      cellNumber++;
      cell(json);
    }
  }

  private void cell(JsonParser json) {
    boolean isCode = false;
    boolean isOfPython = true;
    CodeCollector code = new CodeCollector(text, lines);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("cell_type")) {
        isCode = "code".equals(json.getValueAsString());
      } else if (name.equals("source") || name.equals("input")) {
        source(json, value, code);
      } else if (name.equals("language")) {
        // Format 3 says it cell by cell.
        isOfPython = otherThanPython(json).isEmpty();
        json.skipChildren();
      } else if (name.equals("execution_count") || name.equals("prompt_number")) {
        code.count = json.getValueAsInt(0);
        json.skipChildren();
      } else if (name.equals("outputs")) {
        outputs(json, value, code);
      } else if (name.equals("metadata")) {
        cellMetadata(json, value, code);
      } else {
        json.skipChildren();
      }
    }
    if (isCode && isOfPython) {
      cells.add(code.cell(cellNumber));
    }
  }

  /** Of a cell's metadata only that it may end with an error matters. */
  private static void cellMetadata(JsonParser json, JsonToken value, CodeCollector code) {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean isTags = json.currentName().equals("tags");
      if (json.nextToken() == JsonToken.START_ARRAY && isTags) {
        eachString(json, () -> code.mayFail |= "raises-exception".equals(json.getString()));
      } else {
        json.skipChildren();
      }
    }
  }

  private static void outputs(JsonParser json, JsonToken value, CodeCollector code) {
    if (value != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    JsonToken element = json.nextToken();
    while (element != JsonToken.END_ARRAY && element != null) {
      if (element == JsonToken.START_OBJECT) {
        output(json, code);
      } else {
        json.skipChildren();
      }
      element = json.nextToken();
    }
  }

  /** What a cell printed, gave or failed with; of several forms of one value the plain text. */
  private static void output(JsonParser json, CodeCollector code) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "ename" -> {
          code.error = Optional.ofNullable(json.getValueAsString());
          json.skipChildren();
        }
        case "text", "text/plain" -> texts(json, value, code);
        case "data" -> {
          if (value == JsonToken.START_OBJECT) {
            output(json, code);
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private static void texts(JsonParser json, JsonToken value, CodeCollector code) {
    if (value == JsonToken.VALUE_STRING) {
      code.texts.add(string(json));
    } else if (value == JsonToken.START_ARRAY) {
      eachString(json, () -> code.texts.add(string(json)));
    } else {
      json.skipChildren();
    }
  }

  /** Where a string stands in the file, its quotes with it. */
  private static Span string(JsonParser json) {
    int start = (int) json.currentTokenLocation().getCharOffset();
    json.finishToken();
    return new Span(start, (int) json.currentLocation().getCharOffset());
  }

  /** Comes by each string of an array; what else is in it is passed over. */
  private static void eachString(JsonParser json, Runnable at) {
    JsonToken element = json.nextToken();
    while (element != JsonToken.END_ARRAY && element != null) {
      if (element == JsonToken.VALUE_STRING) {
        at.run();
      } else {
        json.skipChildren();
      }
      element = json.nextToken();
    }
  }

  /** Reads a cell's code: one string, or one for each line. */
  private static void source(JsonParser json, JsonToken value, CodeCollector code) {
    if (value == JsonToken.VALUE_STRING) {
      string(json, code);
      return;
    }
    if (value != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    eachString(json, () -> string(json, code));
  }

  private static void string(JsonParser json, CodeCollector code) {
    int quote = (int) json.currentTokenLocation().getCharOffset();
    // What is wrong in the string is found by reading it.
    json.finishToken();
    code.add(quote);
  }

  /** Decodes the strings of a cell's source, keeping the place of every character. */
  private static final class CodeCollector {

    private final String text;
    private final LineTable lines;
    private final StringBuilder code = new StringBuilder();
    private final List<Integer> offsets = new ArrayList<>();
    private int lastEnd;
    private final List<Span> texts = new ArrayList<>();
    private Optional<String> error = Optional.empty();
    private boolean mayFail;
    private int count;

    CodeCollector(String text, LineTable lines) {
      this.text = text;
      this.lines = lines;
    }

    /** Adds the string whose opening quote stands at an offset of the file. */
    void add(int quote) {
      int at = quote + 1;
      while (at < text.length() && text.charAt(at) != '"') {
        int start = at;
        char c = text.charAt(at++);
        if (c == '\\' && at < text.length()) {
          char escape = text.charAt(at++);
          switch (escape) {
            case 'n' -> c = '\n';
            case 't' -> c = '\t';
            case 'r' -> c = '\r';
            case 'b' -> c = '\b';
            case 'f' -> c = '\f';
            case 'u' -> {
              c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
              at += 4;
            }
            default -> c = escape;
          }
        }
        code.append(c);
        offsets.add(start);
      }
      lastEnd = at;
    }

    Cell cell(int number) {
      LineTable own = LineTable.of(code.toString());
      List<Location> starts = new ArrayList<>();
      List<int[]> columns = new ArrayList<>();
      for (int line = 1; line <= own.count(); line++) {
        int from = own.start(line);
        int to = line < own.count() ? own.end(line) : code.length() + 1;
        int[] ofLine = new int[to - from];
        for (int i = from; i < to; i++) {
          ofLine[i - from] = place(i).column();
        }
        starts.add(place(from));
        columns.add(ofLine);
      }
      CellMap.Run run = new CellMap.Run(count, error.filter(e -> !mayFail), texts);
      return new Cell(number, code.toString(), List.copyOf(starts), List.copyOf(columns), run);
    }

    private Location place(int index) {
      return lines.locate(index < offsets.size() ? offsets.get(index) : lastEnd);
    }
  }
}
