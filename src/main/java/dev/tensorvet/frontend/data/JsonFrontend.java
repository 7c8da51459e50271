package dev.tensorvet.frontend.data;

import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Location;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.ParseProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads JSON. */
public final class JsonFrontend {

  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** What one tool or another reads: comments, a comma behind the last, {@code NaN}. */
  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** Some programs make JSON of a text that is none yet, and has names where values will be. */
  private static final Pattern TEMPLATE =
      Pattern.compile("\\{\\{|\\{%|<%|[:\\[,]\\s*[A-Z]+(_[A-Z]+)+\\s*[,}\\]]");

  private final JsonParser json;
  private final String text;

  /** What a file holds, or why it is not JSON. */
  public sealed interface JsonFile {

    record Whole(DataNode root) implements JsonFile {}

    record Broken(Location location, String message) implements JsonFile {}
  }

  private JsonFrontend(JsonParser json, String text) {
    this.json = json;
    this.text = text;
  }

  /** Reads JSON as its standard has it; an object that says a name twice is none. */
  public static JsonFile parse(String text) {
    try (JsonParser json = STRICT.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() == null) {
        return new JsonFile.Broken(new Location(1, 1), "there is nothing in this file");
      }
      DataNode root = new JsonFrontend(json, text).node();
      return json.nextToken() == null
          ? new JsonFile.Whole(root)
          : new JsonFile.Broken(
              location(json.currentTokenLocation()), "nothing is expected after the value");
    } catch (JacksonException broken) {
      return new JsonFile.Broken(location(broken.getLocation()), message(broken));
    }
  }

  /** Reads a configuration; a file of several values, or of none, holds data. */
  static DataFile read(String text) {
    String content = text.startsWith("\uFEFF") ? " " + text.substring(1) : text;
    boolean isWhole = false;
    try (JsonParser json = LENIENT.createParser(ObjectReadContext.empty(), content)) {
      if (json.nextToken() == null) {
        return DataFile.other();
      }
      DataNode root = new JsonFrontend(json, content).node();
      isWhole = true;
      return json.nextToken() == null
          ? new DataFile(List.of(root), List.of(), List.of())
          : DataFile.other();
    } catch (JacksonException broken) {
      if (isWhole || TEMPLATE.matcher(text).find()) {
        return DataFile.other();
      }
      Location at = location(broken.getLocation());
      LineTable lines = LineTable.of(text);
      int offset =
          Math.min(
              text.length(), lines.start(Math.min(at.line(), lines.count())) + at.column() - 1);
      return DataFile.broken(new ParseProblem(new Span(offset, offset), message(broken)));
    }
  }

  /** Without the parser's own words on where something began, and on what bounds it. */
  private static String message(JacksonException broken) {
    return "this is not valid JSON: "
        + String.valueOf(broken.getOriginalMessage())
            .replaceFirst(" \\((?:start marker at |\\d+, from ).*", "");
  }

  private DataNode node() {
    int start = start();
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        List<DataNode.Entry> entries = new ArrayList<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = json.currentName();
          Span key = quoted(start());
          json.nextToken();
          entries.add(new DataNode.Entry(name, key, node()));
        }
        yield DataNode.Mapping.of(new Span(start, end(start)), entries);
      }
      case START_ARRAY -> {
        List<DataNode> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          elements.add(node());
        }
        yield new DataNode.Sequence(new Span(start, end(start)), elements);
      }
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? plain(start, json.getDoubleValue())
              : plain(start, json.getLongValue());
      case VALUE_NUMBER_FLOAT -> plain(start, json.getDoubleValue());
      case VALUE_TRUE -> plain(start, true);
      case VALUE_FALSE -> plain(start, false);
      case VALUE_NULL -> new DataNode.Nothing(word(start));
      default -> new DataNode.Scalar(quoted(start), json.getString(), false);
    };
  }

  private DataNode plain(int start, Object value) {
    return new DataNode.Scalar(word(start), value, true);
  }

  private int start() {
    return (int) Math.max(0, json.currentTokenLocation().getCharOffset());
  }

  private int end(int start) {
    return (int) Math.max(start, json.currentLocation().getCharOffset());
  }

  /** From a quote to the one that ends it. */
  private Span quoted(int start) {
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return new Span(start, Math.min(text.length(), end + 1));
  }

  /** A number or a word. */
  private Span word(int start) {
    int end = start;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return new Span(start, end);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
  }

  private static Location location(TokenStreamLocation at) {
    return at == null
        ? new Location(1, 1)
        : new Location(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }
}
