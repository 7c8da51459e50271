package dev.tensorvet.semantic.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import java.util.Optional;

/**
 * A variable of Java.
 *
 * @param declaration the declarator or parameter; of two variables, never the same
 * @param value what it is first set to
 * @param type the qualified name of its class or interface
 */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
public record JavaVariable(
    String name, Kind kind, Node declaration, Optional<Expression> value, Optional<String> type) {

  /** Where a variable lives. */
  public enum Kind {
    LOCAL,
    /** The variable of a loop over elements. */
    ELEMENT,
    /** Closed by the {@code try} that declares it. */
    RESOURCE,
    PARAMETER,
    FIELD
  }

  /** Whether two are one. JavaParser's nodes are equal when they only look the same. */
  public boolean is(JavaVariable other) {
    return declaration == other.declaration;
  }
}
