package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.Optional;

/**
 * A place that gives a name a value.
 *
 * @param node the statement, or the part of one, that does
 * @param value the value, when the place shows it
 */
public record BindingSite(Node node, Kind kind, Optional<Expr> value) {

  /** How a name gets a value. */
  public enum Kind {
    ASSIGNMENT,
    AUGMENTED,
    /** A type alone: the name has no value yet. */
    ANNOTATION,
    IMPORT,
    FUNCTION,
    CLASS,
    /** Of a function, or a type parameter. */
    PARAMETER,
    LOOP,
    WITH,
    EXCEPT,
    PATTERN,
    TYPE_ALIAS,
    DELETE,
    /** In a function that declares the name global or nonlocal. */
    ELSEWHERE
  }

  BindingSite elsewhere() {
    return new BindingSite(node, Kind.ELSEWHERE, value);
  }
}
