package dev.tensorvet.rules.planted;

import dev.tensorvet.frontend.python.PythonFrontend;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One file of a program, asked about by its tree and edited as text. Every statement stands on
 * lines of its own, and no string goes over several.
 */
record Code(String path, String text, Tree tree) {

  private static final String INDENT = "    ";

  static Code of(String path, String text) {
    SourceFile file = SourceFile.of(path, Language.PYTHON, text);
    return new Code(path, text, new PythonFrontend().parse(file).tree());
  }

  String text(Node node) {
    return text.substring(node.start(), node.end());
  }

  /** All nodes of a kind, in the order of the text. */
  <N extends Node> Stream<N> all(Class<N> kind) {
    return within(tree.root(), kind);
  }

  static <N extends Node> Stream<N> within(Node from, Class<N> kind) {
    List<N> found = new ArrayList<>();
    Tree.walk(
        from,
        node -> {
          if (kind.isInstance(node)) {
            found.add(kind.cast(node));
          }
        });
    return found.stream();
  }

  /** The statements that only call a method of one of these names. */
  Stream<Stmt> calls(String... methods) {
    return all(Stmt.ExprStmt.class)
        .filter(s -> method(s).filter(List.of(methods)::contains).isPresent())
        .map(Stmt.class::cast);
  }

  /** The statements that only call one of these methods of an optimizer. */
  Stream<Stmt> optimizerCalls(String method) {
    return calls(method).filter(s -> subject(s).contains("optimizer"));
  }

  private Optional<String> method(Stmt statement) {
    return statement instanceof Stmt.ExprStmt s
            && s.value() instanceof Expr.Call call
            && call.callee() instanceof Expr.Attribute attribute
        ? Optional.of(attribute.name())
        : Optional.empty();
  }

  static Expr.Call call(Stmt statement) {
    return (Expr.Call) ((Stmt.ExprStmt) statement).value();
  }

  /** The object whose method a statement calls, as it is written. */
  String receiver(Stmt statement) {
    return text(((Expr.Attribute) call(statement).callee()).value());
  }

  /** The object that a statement is about: that of the method, or what a scaler is given. */
  String subject(Stmt statement) {
    Expr.Call call = call(statement);
    return receiver(statement).contains("scaler") && !call.arguments().isEmpty()
        ? text(call.arguments().getFirst())
        : receiver(statement);
  }

  /** The function that holds a node, or the file. */
  Node scope(Node node) {
    Node at = node;
    while (true) {
      Optional<Node> up = tree.parent(at);
      if (up.isEmpty()) {
        return at;
      }
      at = up.get();
      if (at instanceof Stmt.FunctionDef) {
        return at;
      }
    }
  }

  /** The statements of the block that a statement stands in. */
  List<Stmt> block(Stmt statement) {
    return tree.parent(statement).stream()
        .flatMap(parent -> blocks(parent).stream())
        .filter(block -> block.contains(statement))
        .findFirst()
        .orElseThrow();
  }

  private static List<List<Stmt>> blocks(Node node) {
    return switch (node) {
      case Node.Module n -> List.of(n.body());
      case Stmt.FunctionDef n -> List.of(n.body());
      case Stmt.ClassDef n -> List.of(n.body());
      case Stmt.For n -> List.of(n.body(), n.orElse());
      case Stmt.While n -> List.of(n.body(), n.orElse());
      case Stmt.If n -> List.of(n.body(), n.orElse());
      case Stmt.With n -> List.of(n.body());
      default -> List.of();
    };
  }

  /** The last statement before one in its block that fulfils a condition. */
  Optional<Stmt> before(Stmt statement, Predicate<Stmt> condition) {
    return block(statement).stream()
        .filter(s -> s.start() < statement.start() && condition.test(s))
        .reduce((a, b) -> b);
  }

  /** The first statement after one in its block that fulfils a condition. */
  Optional<Stmt> after(Stmt statement, Predicate<Stmt> condition) {
    return block(statement).stream()
        .filter(s -> s.start() > statement.start() && condition.test(s))
        .findFirst();
  }

  /** Whether a statement only calls a method of one of these names. */
  boolean isCall(Stmt statement, String... methods) {
    return method(statement).filter(Arrays.asList(methods)::contains).isPresent();
  }

  // Edits

  static TextEdit replace(Node node, String with) {
    return new TextEdit(node.span(), with);
  }

  static TextEdit replace(int at, int length, String with) {
    return new TextEdit(new Span(at, at + length), with);
  }

  static TextEdit insert(int at, String text) {
    return new TextEdit(new Span(at, at), text);
  }

  /** Takes a statement out. */
  TextEdit delete(Stmt statement) {
    String instead = block(statement).size() == 1 ? indent(statement) + "pass\n" : "";
    return new TextEdit(lines(statement), instead);
  }

  TextEdit insertBefore(Stmt statement, String... lines) {
    return insert(lines(statement).start(), indented(statement, lines));
  }

  TextEdit insertAfter(Stmt statement, String... lines) {
    return insert(lines(statement).end(), indented(statement, lines));
  }

  private String indented(Stmt like, String... lines) {
    StringBuilder all = new StringBuilder();
    for (String line : lines) {
      all.append(indent(like)).append(line).append('\n');
    }
    return all.toString();
  }

  List<TextEdit> moveBefore(Stmt moved, Stmt before) {
    return List.of(delete(moved), insertBefore(before, text(moved)));
  }

  List<TextEdit> moveAfter(Stmt moved, Stmt after) {
    return List.of(delete(moved), insertAfter(after, text(moved)));
  }

  /** Takes one context out of a with statement, and the statement with its last one. */
  List<TextEdit> unwrap(Stmt.With with, Node.WithItem item) {
    int at = with.items().indexOf(item);
    if (with.items().size() > 1) {
      return List.of(
          at == 0
              ? new TextEdit(new Span(item.start(), with.items().get(1).start()), "")
              : new TextEdit(new Span(with.items().get(at - 1).end(), item.end()), ""));
    }
    List<TextEdit> edits = new ArrayList<>();
    Span body = body(with.body());
    edits.add(new TextEdit(new Span(lines(with).start(), body.start()), ""));
    lineStarts(body)
        .forEach(start -> edits.add(new TextEdit(new Span(start, start + INDENT.length()), "")));
    return edits;
  }

  /** Puts a header over statements of one block that follow each other. */
  List<TextEdit> wrap(List<Stmt> statements, String... header) {
    List<TextEdit> edits = new ArrayList<>();
    Span body = body(statements);
    List<Integer> starts = lineStarts(body);
    edits.add(insert(body.start(), indented(statements.getFirst(), header) + INDENT));
    starts.stream().skip(1).forEach(start -> edits.add(insert(start, INDENT)));
    return edits;
  }

  private Span body(List<Stmt> statements) {
    return new Span(lines(statements.getFirst()).start(), lines(statements.getLast()).end());
  }

  /** The starts of the lines of a span that are not blank. */
  private List<Integer> lineStarts(Span span) {
    LineTable table = LineTable.of(text);
    List<Integer> starts = new ArrayList<>();
    for (int line = table.line(span.start()); line < table.line(span.end()); line++) {
      if (!text.substring(table.start(line), table.end(line)).isBlank()) {
        starts.add(table.start(line));
      }
    }
    return starts;
  }

  /** The whole lines of a statement, with the end of the last. */
  private Span lines(Stmt statement) {
    int start = text.lastIndexOf('\n', statement.start() - 1) + 1;
    return new Span(start, text.indexOf('\n', statement.end() - 1) + 1);
  }

  private String indent(Stmt statement) {
    return text.substring(lines(statement).start(), statement.start());
  }

  /** Behind the last import of the file. */
  int afterImports() {
    return tree.root().body().stream()
        .filter(s -> s instanceof Stmt.Import || s instanceof Stmt.ImportFrom)
        .map(s -> lines(s).end())
        .reduce(0, (a, b) -> b);
  }
}
