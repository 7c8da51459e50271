package dev.tensorvet.syntax;

import dev.tensorvet.source.Span;
import java.util.List;

/**
 * The tree of a language that is not Python, as far as those know it who know no language: its own
 * binder, lowering and facts see it whole.
 */
public interface ForeignTree {

  /** The functions and classes around a place, the outermost first. */
  List<String> namesAround(int offset);

  /** The statements that hold no block, in the order of the text. */
  List<Span> plainStatements();

  /** Its text form: a node a line, with its place. */
  String text();
}
