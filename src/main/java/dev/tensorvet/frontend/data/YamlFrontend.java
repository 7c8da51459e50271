package dev.tensorvet.frontend.data;

import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.ParseProblem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
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

  /** An alias costs nothing here, whatever its anchor holds. */
  private static final int MOST_ALIASES = 100_000;

  private final String text;
  private final Offsets offsets;

  /** What has been read: an alias stands for what its anchor does, at no further cost. */
  private final IdentityHashMap<Node, DataNode> known = new IdentityHashMap<>();

  /** Where scalars stand, keys among them: what looks like a comment in there is none. */
  private final List<Span> scalars = new ArrayList<>();

  private YamlFrontend(String text) {
    this.text = text;
    this.offsets = Offsets.of(text);
  }

  /** The value of the first document; empty when the text is not YAML, or holds nothing. */
  public static Optional<DataNode> parse(String text) {
    return read(text).documents().stream().findFirst();
  }

  /** All documents of a file. */
  static DataFile read(String text) {
    YamlFrontend frontend = new YamlFrontend(text);
    List<DataNode> documents = new ArrayList<>();
    try {
      for (Node root : composer().composeAllFromString(text)) {
        documents.add(frontend.node(root, 0));
      }
    } catch (YamlEngineException notYaml) {
      return isTemplate(text) ? DataFile.other() : DataFile.broken(frontend.problem(notYaml));
    }
    return new DataFile(documents, frontend.comments(), List.of());
  }

  private static Compose composer() {
    return new Compose(
        LoadSettings.builder()
            .setLabel("")
            .setCodePointLimit(Integer.MAX_VALUE)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build());
  }

  /** Some programs make YAML of a text that is none yet. */
  private static boolean isTemplate(String text) {
    return text.contains("{{") || text.contains("{%") || text.contains("<%");
  }

  private ParseProblem problem(YamlEngineException notYaml) {
    Optional<Mark> mark =
        notYaml instanceof MarkedYamlEngineException marked
            ? marked.getProblemMark().or(marked::getContextMark)
            : Optional.empty();
    int at = mark.map(m -> offsets.at(m.getIndex())).orElse(0);
    String reason =
        notYaml instanceof MarkedYamlEngineException marked && marked.getProblem() != null
            ? marked.getProblem()
            : String.valueOf(notYaml.getMessage()).lines().findFirst().orElse("");
    return new ParseProblem(new Span(at, at), "this is not valid YAML: " + plain(reason));
  }

  /** Paths of Windows in double quotes are what people write so: the parser shows a number. */
  private static String plain(String reason) {
    return reason.replaceFirst(
        "^found unknown escape character (.)\\(\\d+\\)$",
        "in double quotes `\\\\$1` is no character: a backslash is written twice there, or the text"
            + " stands in single quotes");
  }

  private DataNode node(Node node, int depth) {
    DataNode read = known.get(node);
    if (read != null) {
      return read;
    }
    Span at = span(node);
    // An anchor may hold itself.
    known.put(node, new DataNode.Nothing(at));
    DataNode made = depth == DEEPEST ? new DataNode.Nothing(at) : made(node, at, depth + 1);
    known.put(node, made);
    return made;
  }

  private DataNode made(Node node, Span at, int depth) {
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, at, depth);
      case SequenceNode sequence -> {
        List<DataNode> elements = new ArrayList<>();
        sequence.getValue().forEach(element -> elements.add(node(element, depth)));
        yield new DataNode.Sequence(at, elements);
      }
      case ScalarNode scalar -> {
        scalars.add(at);
        yield scalar.getTag().equals(Tag.NULL)
            ? new DataNode.Nothing(at)
            : new DataNode.Scalar(
                at, value(scalar), scalar.isPlain() && at.length() == scalar.getValue().length());
      }
      default -> new DataNode.Nothing(at);
    };
  }

  private DataNode.Mapping mapping(MappingNode mapping, Span at, int depth) {
    List<DataNode.Entry> written = new ArrayList<>();
    Map<String, DataNode> entries = new LinkedHashMap<>();
    List<DataNode> merged = new ArrayList<>();
    for (NodeTuple entry : mapping.getValue()) {
      DataNode value = node(entry.getValueNode(), depth);
      if (entry.getKeyNode() instanceof ScalarNode key) {
        Span place = span(key);
        scalars.add(place);
        written.add(new DataNode.Entry(key.getValue(), place, value));
        if (key.getValue().equals(DataNode.Mapping.MERGE) && key.isPlain()) {
          merged.addAll(value instanceof DataNode.Sequence all ? all.elements() : List.of(value));
        } else {
          entries.put(key.getValue(), value);
        }
      }
    }
    for (DataNode each : merged) {
      if (each instanceof DataNode.Mapping other) {
        other.entries().forEach(entries::putIfAbsent);
      }
    }
    return new DataNode.Mapping(at, List.copyOf(written), entries);
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

  private Span span(Node node) {
    int start = node.getStartMark().map(mark -> offsets.at(mark.getIndex())).orElse(0);
    int end = node.getEndMark().map(mark -> offsets.at(mark.getIndex())).orElse(start);
    return new Span(start, Math.max(start, end));
  }

  private List<Comment> comments() {
    if (text.indexOf('#') < 0) {
      return List.of();
    }
    // Not by Comparator.comparing: its lambdas are serializable, and no start-up archive holds
    // such.
    scalars.sort((a, b) -> a.compareTo(b));
    List<Comment> comments = new ArrayList<>();
    int next = 0;
    for (int at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
      while (next < scalars.size() && scalars.get(next).end() <= at) {
        next++;
      }
      boolean isInside = next < scalars.size() && scalars.get(next).start() <= at;
      if (!isInside && (at == 0 || Character.isWhitespace(text.charAt(at - 1)))) {
        Comment comment = CommentLine.at(at, text);
        comments.add(comment);
        at = comment.end();
      }
    }
    return comments;
  }
}
