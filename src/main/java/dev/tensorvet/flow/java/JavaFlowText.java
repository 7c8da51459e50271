package dev.tensorvet.flow.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.semantic.java.JavaUnit;
import java.util.List;
import java.util.stream.Collectors;

/** The text form of the control flow of a Java file: what its bodies call and assign, in order. */
public final class JavaFlowText {

  private final JavaUnit unit;
  private final StringBuilder text = new StringBuilder();

  private JavaFlowText(JavaUnit unit) {
    this.unit = unit;
  }

  public static String of(JavaUnit unit) {
    JavaFlowText flow = new JavaFlowText(unit);
    unit.unit()
        .walk(
            node -> {
              switch (node) {
                case MethodDeclaration method ->
                    method
                        .getBody()
                        .ifPresent(
                            body -> flow.body(method.getDeclarationAsString(false, false), body));
                case ConstructorDeclaration maker ->
                    flow.body(maker.getDeclarationAsString(false, false), maker.getBody());
                default -> {}
              }
            });
    return flow.text.toString();
  }

  private void body(String name, BlockStmt body) {
    text.append("function ").append(name).append('\n');
    EventGraph<String> graph = JavaFlow.of(unit, body, this::events);
    for (int node = 0; node < graph.size(); node++) {
      text.append("  ")
          .append(node)
          .append(' ')
          .append(graph.event(node).orElse("-"))
          .append(graph.out(node).stream().map(JavaFlowText::way).collect(Collectors.joining()))
          .append('\n');
    }
  }

  private static String way(EventGraph.Edge edge) {
    return " -> "
        + edge.to()
        + edge.decision()
            .map(d -> (d.value() ? " if " : " if not ") + "c" + d.condition())
            .orElse("");
  }

  private List<String> events(Node node) {
    return switch (node) {
      case MethodCallExpr call -> List.of(line(call));
      case ObjectCreationExpr made -> List.of(line(made));
      case AssignExpr assign -> List.of(line(assign));
      default -> List.of();
    };
  }

  private String line(Node node) {
    String code = unit.text(node).replaceAll("\\s+", " ");
    return unit.module().file().locate(unit.span(node).start()).line() + ": " + code;
  }
}
