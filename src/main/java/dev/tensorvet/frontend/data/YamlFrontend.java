package dev.tensorvet.frontend.data;

import dev.tensorvet.source.Location;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML, and JSON, which is a part of it. */
public final class YamlFrontend {

  /** Deeper data is no configuration that people write. */
  private static final int DEEPEST = 100;

  /** What has been read: an alias stands for what its anchor does, at no further cost. */
  private final IdentityHashMap<Node, DataNode> known = new IdentityHashMap<>();

  private YamlFrontend() {}

  /** The value of the first document; empty when the text is not YAML, or holds nothing. */
  public static Optional<DataNode> parse(String text) {
    try {
      return new Compose(LoadSettings.builder().setLabel("").build())
          .composeString(text)
          .map(root -> new YamlFrontend().node(root, 0));
    } catch (YamlEngineException notYaml) {
      return Optional.empty();
    }
  }

  private DataNode node(Node node, int depth) {
    DataNode read = known.get(node);
    if (read != null) {
      return read;
    }
    Location at = location(node);
    // An anchor may hold itself.
    known.put(node, new DataNode.Nothing(at));
    DataNode made = depth == DEEPEST ? new DataNode.Nothing(at) : made(node, at, depth + 1);
    known.put(node, made);
    return made;
  }

  private DataNode made(Node node, Location at, int depth) {
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, DataNode> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
          if (entry.getKeyNode() instanceof ScalarNode key) {
            entries.put(key.getValue(), node(entry.getValueNode(), depth));
          }
        }
        yield new DataNode.Mapping(at, entries);
      }
      case SequenceNode sequence -> {
        List<DataNode> elements = new ArrayList<>();
        sequence.getValue().forEach(element -> elements.add(node(element, depth)));
        yield new DataNode.Sequence(at, elements);
      }
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> new DataNode.Nothing(at);
      case ScalarNode scalar -> new DataNode.Scalar(at, value(scalar));
      default -> new DataNode.Nothing(at);
    };
  }

  private static Object value(ScalarNode scalar) {
    String text = scalar.getValue();
    try {
      if (scalar.getTag().equals(Tag.INT)) {
        return Long.valueOf(text);
      }
      if (scalar.getTag().equals(Tag.FLOAT)) {
        return Double.valueOf(text);
      }
    } catch (NumberFormatException large) {
      return text;
    }
    return scalar.getTag().equals(Tag.BOOL) ? (Object) Boolean.valueOf(text) : text;
  }

  private static Location location(Node node) {
    return node.getStartMark()
        .map((Mark mark) -> new Location(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(new Location(1, 1));
  }
}
