package dev.tensorvet.syntax;

import dev.tensorvet.source.Span;

/**
 * A comment, from the sign that begins it to its end, the line end left out.
 *
 * @param ownLine whether nothing but white space stands before it on its line
 */
public record Comment(int start, int end, boolean ownLine) {

  public Span span() {
    return new Span(start, end);
  }
}
