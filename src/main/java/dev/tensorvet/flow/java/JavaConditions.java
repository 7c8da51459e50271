package dev.tensorvet.flow.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.semantic.java.JavaUnit;
import dev.tensorvet.semantic.java.JavaVariable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The questions that a body asks more than once: those about variables that are set but once, so
 * that a question has one answer wherever it is asked.
 */
final class JavaConditions {

  private final JavaUnit unit;
  private final Set<String> changing = new HashSet<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<List<JavaVariable>> about = new ArrayList<>();

  JavaConditions(JavaUnit unit, Node body) {
    this.unit = unit;
    body.walk(
        node -> {
          switch (node) {
            case AssignExpr assign -> changing.add(assign.getTarget().toString());
            case UnaryExpr unary when isStep(unary) ->
                changing.add(unary.getExpression().toString());
            default -> {}
          }
        });
  }

  private static boolean isStep(UnaryExpr unary) {
    return switch (unary.getOperator()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
      case PLUS, MINUS, LOGICAL_COMPLEMENT, BITWISE_COMPLEMENT -> false;
    };
  }

  int count() {
    return about.size();
  }

  /** The answer "yes" to a question that can be recognised. */
  Optional<Decision> decision(Expression test) {
    boolean isNegated =
        test instanceof BinaryExpr comparison
            && comparison.getOperator() == BinaryExpr.Operator.NOT_EQUALS;
    List<JavaVariable> variables = new ArrayList<>();
    if (!isSteady(test, variables) || variables.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder key = new StringBuilder(test.toString().replace("!=", "=="));
    variables.forEach(v -> key.append(' ').append(unit.span(v.declaration()).start()));
    int number =
        numbers.computeIfAbsent(
            key.toString(),
            k -> {
              about.add(variables);
              return about.size() - 1;
            });
    return Optional.of(new Decision(number, !isNegated));
  }

  private boolean isSteady(Expression test, List<JavaVariable> variables) {
    return switch (test) {
      case LiteralExpr literal -> true;
      case NameExpr name -> {
        Optional<JavaVariable> variable =
            unit.variable(name)
                .filter(v -> v.kind() != JavaVariable.Kind.FIELD)
                .filter(v -> !changing.contains(v.name()));
        variable.ifPresent(variables::add);
        yield variable.isPresent();
      }
      case BinaryExpr comparison ->
          isSteady(comparison.getLeft(), variables) && isSteady(comparison.getRight(), variables);
      default -> false;
    };
  }

  /** The questions whose answers may be others in the next turn of a loop. */
  BitSet changingIn(Node loop) {
    BitSet found = new BitSet();
    for (int number = 0; number < about.size(); number++) {
      if (about.get(number).stream()
          .anyMatch(v -> unit.span(loop).contains(unit.span(v.declaration())))) {
        found.set(number);
      }
    }
    return found;
  }
}
