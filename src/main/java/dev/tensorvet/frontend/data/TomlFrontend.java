package dev.tensorvet.frontend.data;

import dev.tensorvet.source.Location;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML. */
public final class TomlFrontend {

  /** Something that is not TOML. */
  public record TomlProblem(Location location, String message) {}

  /** What could be read, and what could not. */
  public record TomlFile(DataNode.Mapping root, List<TomlProblem> problems) {}

  private TomlFrontend() {}

  public static TomlFile parse(String text) {
    TomlParseResult result = Toml.parse(text);
    List<TomlProblem> problems = new ArrayList<>();
    result
        .errors()
        .forEach(
            error ->
                problems.add(
                    new TomlProblem(
                        location(error.position()), String.valueOf(error.getMessage()))));
    return new TomlFile(mapping(result, new Location(1, 1)), problems);
  }

  private static DataNode.Mapping mapping(TomlTable table, Location at) {
    Map<String, DataNode> entries = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      TomlPosition position = table.inputPositionOf(List.of(key));
      Object value = table.get(List.of(key));
      if (value != null) {
        entries.put(key, node(value, position == null ? at : location(position)));
      }
    }
    return new DataNode.Mapping(at, entries);
  }

  private static DataNode node(Object value, Location at) {
    return switch (value) {
      case TomlTable table -> mapping(table, at);
      case TomlArray array -> {
        List<DataNode> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          elements.add(node(array.get(i), location(array.inputPositionOf(i))));
        }
        yield new DataNode.Sequence(at, elements);
      }
      case String s -> new DataNode.Scalar(at, s);
      case Long n -> new DataNode.Scalar(at, n);
      case Double n -> new DataNode.Scalar(at, n);
      case Boolean b -> new DataNode.Scalar(at, b);
      default -> new DataNode.Scalar(at, value.toString());
    };
  }

  private static Location location(TomlPosition position) {
    return new Location(position.line(), position.column());
  }
}
