package dev.tensorvet.flow.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import java.util.List;

/**
 * Tells which of what a body does are events.
 *
 * @param <E> what happens
 */
public interface JavaEvents<E> {

  /**
   * What happens when a node has been evaluated, its parts before it; for a loop over elements,
   * when a turn begins; for the clause of a {@code catch}, when something is caught.
   */
  List<E> after(Node node);

  /**
   * What happens when the body is left in an orderly way.
   *
   * @param how the {@code return}, or the body itself when its end is come to
   */
  default List<E> leaving(Node how) {
    return List.of();
  }

  /** What happens where a variable was found to hold nothing. */
  default List<E> whereNull(Expression variable) {
    return List.of();
  }
}
