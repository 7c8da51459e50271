package dev.tensorvet.frontend.data;

import dev.tensorvet.source.Location;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON; an object that says a name twice is none. */
public final class JsonFrontend {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** What a file holds, or why it is not JSON. */
  public sealed interface JsonFile {

    record Whole(DataNode root) implements JsonFile {}

    record Broken(Location location, String message) implements JsonFile {}
  }

  private JsonFrontend() {}

  public static JsonFile parse(String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() == null) {
        return new JsonFile.Broken(new Location(1, 1), "there is nothing in this file");
      }
      DataNode root = node(json);
      return json.nextToken() == null
          ? new JsonFile.Whole(root)
          : new JsonFile.Broken(start(json), "nothing is expected after the value");
    } catch (JacksonException broken) {
      return new JsonFile.Broken(
          location(broken.getLocation()), "this is not valid JSON: " + reason(broken));
    }
  }

  /** Without the parser's own words on where something began. */
  private static String reason(JacksonException broken) {
    String message = String.valueOf(broken.getOriginalMessage());
    int end = message.indexOf(" (start marker at ");
    return end < 0 ? message : message.substring(0, end);
  }

  private static DataNode node(JsonParser json) {
    Location at = start(json);
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, DataNode> entries = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = json.currentName();
          json.nextToken();
          entries.put(name, node(json));
        }
        yield new DataNode.Mapping(at, entries);
      }
      case START_ARRAY -> {
        List<DataNode> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          elements.add(node(json));
        }
        yield new DataNode.Sequence(at, elements);
      }
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? new DataNode.Scalar(at, json.getDoubleValue())
              : new DataNode.Scalar(at, json.getLongValue());
      case VALUE_NUMBER_FLOAT -> new DataNode.Scalar(at, json.getDoubleValue());
      case VALUE_TRUE -> new DataNode.Scalar(at, true);
      case VALUE_FALSE -> new DataNode.Scalar(at, false);
      case VALUE_NULL -> new DataNode.Nothing(at);
      default -> new DataNode.Scalar(at, json.getString());
    };
  }

  private static Location start(JsonParser json) {
    return location(json.currentTokenLocation());
  }

  private static Location location(TokenStreamLocation at) {
    return at == null
        ? new Location(1, 1)
        : new Location(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }
}
