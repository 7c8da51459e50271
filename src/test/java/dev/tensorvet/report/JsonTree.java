package dev.tensorvet.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON read back: objects as maps, arrays as lists, texts, numbers and truth values as they are,
 * null as an empty {@code Optional}. A path such as {@code runs/0/results} leads into it.
 */
public record JsonTree(Object value) {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public static JsonTree parse(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      Object value = read(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("more than one value");
      }
      return new JsonTree(value);
    }
  }

  private static Object read(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, read(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(parser));
        }
        yield array;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getIntValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Optional.empty();
      default -> throw new IllegalArgumentException("unexpected " + parser.currentToken());
    };
  }

  public JsonTree at(String path) {
    Object value = this.value;
    for (String step : path.split("/", -1)) {
      Object next =
          switch (value) {
            case Map<?, ?> object -> object.get(step);
            case List<?> array -> array.get(Integer.parseInt(step));
            default -> null;
          };
      if (next == null) {
        throw new AssertionError("nothing at " + path);
      }
      value = next;
    }
    return new JsonTree(value);
  }

  public boolean has(String name) {
    return value instanceof Map<?, ?> object && object.containsKey(name);
  }

  public String text(String path) {
    return (String) at(path).value;
  }

  public int number(String path) {
    return (Integer) at(path).value;
  }

  public List<JsonTree> list(String path) {
    return ((List<?>) at(path).value).stream().map(JsonTree::new).toList();
  }
}
