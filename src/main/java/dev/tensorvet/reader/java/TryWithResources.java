package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.tensorvet.facts.JavaSlip.Change;
import dev.tensorvet.semantic.java.JavaVariable;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How to write code so that what it opens is closed. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class TryWithResources {

  private TryWithResources() {}

  /**
   * The rest of the block in a {@code try} that closes the variable; for the batch of a loop, the
   * call that closes it at the end of the turn.
   */
  static Optional<Change> around(JavaCode code, JavaVariable variable, Node opening) {
    return switch (opening) {
      case ForEachStmt loop -> closing(code, variable, loop);
      case VariableDeclarator declarator -> wrapping(code, declarator);
      default -> Optional.empty();
    };
  }

  private static Optional<Change> closing(JavaCode code, JavaVariable variable, ForEachStmt loop) {
    if (!(loop.getBody() instanceof BlockStmt block)
        || block.getStatements().isEmpty()
        || !loop.findAll(ContinueStmt.class).isEmpty()
        || !loop.findAll(BreakStmt.class).isEmpty()
        || !loop.findAll(ReturnStmt.class).isEmpty()) {
      return Optional.empty();
    }
    Statement last = block.getStatements().getLast().orElseThrow();
    String line = variable.name() + ".close();";
    return indent(code, last)
        .map(
            indent -> {
              int end = code.unit().span(last).end();
              String text = code.place(last).file().lineEnd() + indent + line;
              return new Change(
                  "insert `" + line + "` at the end of the loop",
                  List.of(new TextEdit(new Span(end, end), text)));
            });
  }

  private static Optional<Change> wrapping(JavaCode code, VariableDeclarator declarator) {
    Optional<ExpressionStmt> statement =
        declarator
            .getParentNode()
            .filter(
                node ->
                    node instanceof Expression e
                        && e.asVariableDeclarationExpr().getVariables().size() == 1)
            .flatMap(Node::getParentNode)
            .filter(ExpressionStmt.class::isInstance)
            .map(ExpressionStmt.class::cast);
    Optional<BlockStmt> block =
        statement
            .flatMap(Node::getParentNode)
            .filter(BlockStmt.class::isInstance)
            .map(BlockStmt.class::cast);
    if (block.isEmpty()
        || code.unit().text(block.get()).contains("\"\"\"")
        || !(declarator.getInitializer().orElseThrow() instanceof MethodCallExpr)) {
      return Optional.empty();
    }
    SourceFile file = code.place(declarator).file();
    LineTable lines = file.lines();
    Span opening = code.unit().span(statement.get());
    int first = lines.line(opening.end() - 1);
    int close = code.unit().span(block.get()).end() - 1;
    int last = lines.line(close);
    Optional<String> indent = indent(code, statement.get());
    boolean isOnLines =
        indent.isPresent()
            && last > first + 1
            && file.text(new Span(opening.end(), lines.end(first))).isBlank()
            && file.text(new Span(lines.start(last), close)).isBlank();
    if (!isOnLines) {
      return Optional.empty();
    }
    String unit = indent.get().contains("\t") ? "\t" : indentUnit(indent.get());
    List<TextEdit> edits = new ArrayList<>();
    edits.add(new TextEdit(new Span(opening.start(), opening.start()), "try ("));
    edits.add(new TextEdit(new Span(opening.end() - 1, opening.end()), ") {"));
    for (int line = first + 1; line < last; line++) {
      if (!file.text(new Span(lines.start(line), lines.end(line))).isBlank()) {
        edits.add(new TextEdit(new Span(lines.start(line), lines.start(line)), unit));
      }
    }
    edits.add(
        new TextEdit(
            new Span(lines.start(last), lines.start(last)), indent.get() + "}" + file.lineEnd()));
    return Optional.of(
        new Change("open `" + declarator.getNameAsString() + "` in a `try` that closes it", edits));
  }

  private static String indentUnit(String indent) {
    return indent.length() % 4 == 0 ? "    " : "  ";
  }

  private static Optional<String> indent(JavaCode code, Node node) {
    SourceFile file = code.place(node).file();
    int start = code.unit().span(node).start();
    String before = file.text(new Span(file.lines().start(file.lines().line(start)), start));
    return before.isBlank() ? Optional.of(before) : Optional.empty();
  }
}
