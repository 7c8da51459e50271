package dev.tensorvet.frontend.data;

import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Location;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.ParseProblem;
import java.util.ArrayList;
import java.util.List;
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

  private final String text;
  private final LineTable lines;

  private TomlFrontend(String text) {
    this.text = text;
    this.lines = LineTable.of(text);
  }

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
    return new TomlFile(new TomlFrontend(text).mapping(result, new Span(0, 0)), problems);
  }

  static DataFile read(String text) {
    TomlFile file = parse(text.startsWith("\uFEFF") ? " " + text.substring(1) : text);
    TomlFrontend frontend = new TomlFrontend(text);
    List<ParseProblem> problems =
        file.problems().stream()
            .map(
                problem -> {
                  int at = frontend.offset(problem.location());
                  return new ParseProblem(
                      new Span(at, at), "this is not valid TOML: " + problem.message());
                })
            .toList();
    return new DataFile(
        problems.isEmpty() ? List.of(file.root()) : List.of(), frontend.comments(), problems);
  }

  private DataNode.Mapping mapping(TomlTable table, Span at) {
    List<DataNode.Entry> entries = new ArrayList<>();
    for (String key : table.keySet()) {
      TomlPosition position = table.inputPositionOf(List.of(key));
      Object value = table.get(List.of(key));
      if (value != null) {
        int start = position == null ? at.start() : offset(location(position));
        Span name = new Span(start, endOfKey(start));
        entries.add(new DataNode.Entry(key, name, node(value, valueOf(start, name))));
      }
    }
    return DataNode.Mapping.of(at, entries);
  }

  private DataNode node(Object value, Span at) {
    return switch (value) {
      case TomlTable table -> mapping(table, at);
      case TomlArray array -> {
        List<DataNode> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          int start = offset(location(array.inputPositionOf(i)));
          elements.add(node(array.get(i), new Span(start, endOfValue(start))));
        }
        yield new DataNode.Sequence(at, elements);
      }
      case String s -> new DataNode.Scalar(at, s, false);
      case Long n -> new DataNode.Scalar(at, n, true);
      case Double n -> new DataNode.Scalar(at, n, true);
      case Boolean b -> new DataNode.Scalar(at, b, true);
      default -> new DataNode.Scalar(at, value.toString(), true);
    };
  }

  private static Location location(TomlPosition position) {
    return new Location(position.line(), position.column());
  }

  private int offset(Location at) {
    int line = Math.min(Math.max(1, at.line()), lines.count());
    return Math.min(text.length(), lines.start(line) + Math.max(1, at.column()) - 1);
  }

  // --- the parser tells where things begin, and not where they end

  private int endOfKey(int start) {
    int at = start;
    while (at < text.length() && "=]}\n\r".indexOf(text.charAt(at)) < 0) {
      at = isQuote(at) ? endOfString(at) : at + 1;
    }
    while (at > start && text.charAt(at - 1) == ' ') {
      at--;
    }
    return at;
  }

  /** What stands behind the sign of equality; a table's name where there is none. */
  private Span valueOf(int start, Span key) {
    int at = key.end();
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at >= text.length() || text.charAt(at) != '=') {
      return new Span(start, key.end());
    }
    at++;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return new Span(at, endOfValue(at));
  }

  private int endOfValue(int start) {
    if (start < text.length() && isQuote(start)) {
      return endOfString(start);
    }
    int at = start;
    while (at < text.length() && ",]}#\n\r".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private boolean isQuote(int at) {
    return text.charAt(at) == '"' || text.charAt(at) == '\'';
  }

  private int endOfString(int start) {
    char quote = text.charAt(start);
    String triple = String.valueOf(quote).repeat(3);
    if (text.startsWith(triple, start)) {
      int end = text.indexOf(triple, start + 3);
      return end < 0 ? text.length() : end + 3;
    }
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), at + 1);
  }

  private List<Comment> comments() {
    List<Comment> comments = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (isQuote(at)) {
        at = endOfString(at);
      } else if (text.charAt(at) == '#') {
        Comment comment = CommentLine.at(at, text);
        comments.add(comment);
        at = comment.end();
      } else {
        at++;
      }
    }
    return comments;
  }
}
