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
    ANNOTATION,
    IMPORT,
    FUNCTION,
    CLASS,
    PARAMETER,
    LOOP,
    WITH,
    EXCEPT,
    PATTERN,
    DELETE,
    /** Assigned in a function that declares it global or nonlocal. */
    ELSEWHERE
  }
}
