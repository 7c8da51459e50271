package dev.tensorvet.syntax;

import dev.tensorvet.source.Location;
import dev.tensorvet.source.SourceFile;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The text form of a tree: a node a line, with its place and what it holds beside its children. */
public final class TreeText {

  private record Entry(Node node, int depth) {}

  private TreeText() {}

  public static String of(ParsedFile parsed) {
    StringBuilder text = new StringBuilder();
    SourceFile file = parsed.source();
    Deque<Entry> open = new ArrayDeque<>();
    parsed
        .foreign()
        .ifPresentOrElse(
            tree -> text.append(tree.text()), () -> open.push(new Entry(parsed.tree().root(), 0)));
    while (!open.isEmpty()) {
      Entry entry = open.pop();
      Location start = file.locate(entry.node().start());
      Location end = file.locate(entry.node().end());
      text.append("  ".repeat(entry.depth()))
          .append(entry.node().getClass().getSimpleName())
          .append(' ')
          .append(start)
          .append('-')
          .append(end)
          .append(leaves(entry.node()))
          .append('\n');
      List<Node> children = new ArrayList<>();
      entry.node().forEachChild(children::add);
      children.reversed().forEach(child -> open.push(new Entry(child, entry.depth() + 1)));
    }
    for (ParseProblem problem : parsed.problems()) {
      text.append("problem ")
          .append(file.locate(problem.span().start()))
          .append(' ')
          .append(problem.message())
          .append('\n');
    }
    return text.toString();
  }

  /** The components of a record that are no nodes: names, operators, flags. */
  private static String leaves(Node node) {
    StringBuilder leaves = new StringBuilder();
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      String name = component.getName();
      boolean isPlace = name.equals("id") || name.equals("start") || name.equals("end");
      if (isPlace || name.equals("nameStart")) {
        continue;
      }
      Object value = read(node, component);
      if (value instanceof Optional<?> optional) {
        value = optional.isPresent() ? optional.get() : "";
      }
      if (value instanceof String string) {
        if (!string.isEmpty()) {
          leaves.append(' ').append(quote(string));
        }
      } else if (value instanceof Boolean flag) {
        leaves.append(flag ? " " + name : "");
      } else if (value instanceof Enum<?> || value instanceof Integer) {
        leaves.append(' ').append(value);
      } else if (value instanceof List<?> list
          && !list.isEmpty()
          && !(list.getFirst() instanceof Node)) {
        leaves.append(' ').append(list);
      }
    }
    return leaves.toString();
  }

  private static Object read(Node node, RecordComponent component) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String quote(String text) {
    String plain = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return '"' + (plain.length() > 60 ? plain.substring(0, 60) + "…" : plain) + '"';
  }
}
