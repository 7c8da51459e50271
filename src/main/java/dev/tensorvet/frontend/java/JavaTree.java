package dev.tensorvet.frontend.java;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.AssertStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.ForeignTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A Java file as JavaParser read it. Nothing of it is ever changed, so that threads can share it.
 */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
public final class JavaTree implements ForeignTree {

  private final CompilationUnit unit;
  private final LineTable lines;

  JavaTree(CompilationUnit unit, LineTable lines) {
    this.unit = unit;
    this.lines = lines;
  }

  public CompilationUnit unit() {
    return unit;
  }

  /** Where a node stands in the text; what stands nowhere, at its start. */
  public Span span(Node node) {
    return node.getRange().map(range -> span(range, lines)).orElse(new Span(0, 0));
  }

  static Span span(Range range, LineTable lines) {
    int start = offset(range.begin, lines);
    return new Span(start, Math.max(start, offset(range.end, lines) + 1));
  }

  private static int offset(Position position, LineTable lines) {
    int line = Math.clamp(position.line, 1, lines.count());
    return Math.min(lines.start(line) + Math.max(position.column, 1) - 1, lines.end(line));
  }

  @Override
  public List<String> namesAround(int offset) {
    List<String> names = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>(List.of(unit));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node != unit && !span(node).contains(offset)) {
        continue;
      }
      if ((node instanceof TypeDeclaration<?> || node instanceof CallableDeclaration<?>)
          && node instanceof NodeWithSimpleName<?> named) {
        names.add(named.getNameAsString());
      }
      node.getChildNodes().forEach(open::push);
    }
    return names;
  }

  @Override
  public List<Span> plainStatements() {
    List<Span> spans = new ArrayList<>();
    unit.walk(
        node -> {
          if (node instanceof ExpressionStmt
              || node instanceof ReturnStmt
              || node instanceof ThrowStmt
              || node instanceof AssertStmt
              || node instanceof ExplicitConstructorInvocationStmt) {
            spans.add(span(node));
          }
        });
    spans.sort(Span::compareTo);
    return spans;
  }

  private record Entry(Node node, int depth) {}

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    Deque<Entry> open = new ArrayDeque<>(List.of(new Entry(unit, 0)));
    while (!open.isEmpty()) {
      Entry entry = open.pop();
      Node node = entry.node();
      text.append("  ".repeat(entry.depth()))
          .append(node.getClass().getSimpleName())
          .append(node.getRange().map(r -> " " + place(r.begin) + "-" + place(r.end)).orElse(""))
          .append(node.getChildNodes().isEmpty() ? " " + node.toString().strip() : "")
          .append('\n');
      node.getChildNodes().reversed().forEach(c -> open.push(new Entry(c, entry.depth() + 1)));
    }
    return text.toString();
  }

  private static String place(Position position) {
    return position.line + ":" + position.column;
  }
}
