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

  /** Whether the name may stand for one thing from here on, such as a class or a library's name. */
  boolean mayNameThing() {
    return switch (kind) {
      case IMPORT, FUNCTION, CLASS -> true;
      case ASSIGNMENT ->
          value.filter(v -> v instanceof Expr.Name || v instanceof Expr.Attribute).isPresent();
      case AUGMENTED,
          ANNOTATION,
          PARAMETER,
          LOOP,
          WITH,
          EXCEPT,
          PATTERN,
          TYPE_ALIAS,
          DELETE,
          ELSEWHERE ->
          false;
    };
  }

  BindingSite elsewhere() {
    return new BindingSite(node, Kind.ELSEWHERE, value);
  }
}
