package dev.tensorvet.syntax;

import dev.tensorvet.source.Location;
import java.util.List;
import java.util.Map;

/** A value of a YAML, JSON or TOML file, with its place. */
public sealed interface DataNode {

  Location location();

  /** Keys in the order of the file. */
  record Mapping(Location location, Map<String, DataNode> entries) implements DataNode {}

  record Sequence(Location location, List<DataNode> elements) implements DataNode {}

  /** The value of JSON's {@code null}. */
  record Nothing(Location location) implements DataNode {}

  /**
   * @param value a {@link String}, {@link Long}, {@link Double} or {@link Boolean}
   */
  record Scalar(Location location, Object value) implements DataNode {}
}
