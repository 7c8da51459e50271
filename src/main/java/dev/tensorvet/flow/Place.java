package dev.tensorvet.flow;

import dev.tensorvet.source.Span;
import java.util.List;

/** Where a value goes. */
public sealed interface Place {

  int start();

  int end();

  default Span span() {
    return new Span(start(), end());
  }

  record Variable(int start, int end, String name) implements Place {}

  record Member(int start, int end, Operand owner, String name) implements Place {}

  record Item(int start, int end, Operand owner, Operand index) implements Place {}

  /**
   * The elements of one value, taken apart.
   *
   * @param rest the index of the place that takes all that are left over, or -1
   */
  record Several(int start, int end, List<Place> places, int rest) implements Place {}
}
